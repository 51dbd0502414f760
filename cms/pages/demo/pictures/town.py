"""Scenes of the town: roofs, hall, street, lanes, market."""

from .canvas import (
    ASH,
    BRICK,
    DAWN,
    DEEP,
    GOLD,
    GRASS,
    HEIGHT,
    INK,
    LEAF,
    MIST,
    PAPER,
    PINE,
    RED,
    SAND,
    SKY,
    SLATE,
    STONE,
    WATER,
    WIDTH,
    Canvas,
)  # fmt: skip


def roofs() -> Canvas:
    """Old roofs in the morning, hills behind."""
    c = Canvas(DAWN, "roofs")
    c.disc(1180, 250, 95, "#F6C98F")
    c.hills(430, 60, "#D9DAD2", 1.3, 0.4)
    c.hills(500, 50, "#C3CCC7", 1.8, 2.1)
    for row, (y, scale, colour) in enumerate([(560, 0.8, STONE), (690, 1.0, "#6E7C8C"), (850, 1.25, SLATE)]):
        x = -120.0 + row * 70
        while x < WIDTH:
            width = c.random.randint(210, 330) * scale
            tall = 95 * scale
            c.box(x + 14, y - 4, width - 28, 220, PAPER if (x // 10) % 2 else "#EDE5D6")
            c.windows(x + width * 0.22, y + 40, 2, 1, (width * 0.36, 0), (width * 0.2, 46 * scale), SLATE)
            c.roof(x, y, width, tall, colour)
            if row == 1 and c.random.random() < 0.5:
                c.tree(x + width * 1.02, y + 60, 190, LEAF)
            x += width + 26 * scale
    return c


def hall() -> Canvas:
    """The hall of the congress: columns, steps, trees; no emblem."""
    c = Canvas(SKY, "hall")
    c.disc(300, 190, 120, "#E3ECEF")
    c.disc(430, 220, 90, "#E3ECEF")
    c.disc(1270, 150, 100, "#E3ECEF")
    c.hills(560, 36, "#B9CBBE", 1.6, 1.0)
    c.box(250, 330, 1100, 330, "#EDE6D8")
    c.box(210, 300, 1180, 44, SAND)
    c.poly([(470, 300), (800, 190), (1130, 300)], "#E7DCC6")
    c.poly([(540, 292), (800, 206), (1060, 292)], "#F3ECDE")
    c.box(520, 344, 560, 316, "#D8CDB9")
    for i in range(8):
        x = 300 + i * 134
        c.box(x, 356, 46, 296, "#FBF7EE")
        c.box(x - 8, 344, 62, 16, SAND)
        c.box(x - 8, 646, 62, 16, SAND)
    for i in range(3):
        c.box(590 + i * 150, 440, 110, 222, "#7C4A3A")
        c.box(643 + i * 150, 440, 4, 222, SAND)
    for step in range(5):
        c.box(230 - step * 22, 660 + step * 18, 1140 + step * 44, 18, ["#E6DFD0", "#D9D1C0"][step % 2])
    c.box(0, 750, WIDTH, 150, "#CFCBBF")
    for x in (60, 150, 1450, 1545):
        c.tree(x, 770, 320, LEAF)
    for x in (470, 800, 1130):
        c.box(x - 3, 90 if x == 800 else 130, 6, 140, STONE)
    c.poly([(803, 92), (893, 108), (803, 142)], RED)
    c.poly([(0, 900), (560, 750), (1040, 750), (1600, 900)], "#DAD6CA")
    for x, coat in ((610, SLATE), (668, BRICK), (985, DEEP)):
        c.person(x, 820, 78, coat)
    return c


def street() -> Canvas:
    """A street with shops, plane trees and a crossing."""
    c = Canvas(SKY, "street")
    fronts = ["#E9D8BF", "#D8DFE2", "#E6C9B5", "#DDE2D2", "#E9D8BF", "#CFD8DE"]
    x = -20
    for i, colour in enumerate(fronts):
        width, top = 290, 150 + (i * 67) % 130
        c.box(x, top, width - 8, 520 - top + 100, colour)
        c.windows(x + 36, top + 44, 4, 3, (60, 84), (34, 52), "#6D8494")
        c.box(x + 16, 470, width - 40, 150, "#3F4C58")
        c.box(x + 28, 486, width - 64, 134, "#B8CDD5")
        for stripe in range(7):
            c.poly(
                [
                    (x + 12 + stripe * 38, 440),
                    (x + 50 + stripe * 38, 440),
                    (x + 44 + stripe * 38, 482),
                    (x + 6 + stripe * 38, 482),
                ],
                [RED, PAPER][stripe % 2] if i % 2 else [PINE, PAPER][stripe % 2],
            )
        x += width
    c.box(0, 620, WIDTH, 60, "#D8D3C6")
    c.box(0, 680, WIDTH, 220, "#6B747D")
    for stripe in range(9):
        c.poly(
            [
                (560 + stripe * 56, 690),
                (592 + stripe * 56, 690),
                (560 + stripe * 64 - 40, 900),
                (520 + stripe * 64 - 40, 900),
            ],
            PAPER,
        )
    _street_life(c)
    return c


def _street_life(c: Canvas) -> None:
    """Trees, people and a bicycle."""
    for tx in (110, 420, 1180, 1490):
        c.tree(tx, 672, 330, LEAF)
    for px, coat in ((700, RED), (760, SLATE), (930, GOLD)):
        c.person(px, 800, 120, coat)
    for bx in (1240, 1330):
        c.disc(bx, 662, 24, INK)
        c.disc(bx, 662, 18, "#D8D3C6")
    c.line([(1240, 662), (1275, 622), (1318, 622), (1330, 662)], RED, 5)
    c.line([(1275, 622), (1290, 662), (1318, 622)], RED, 5)


def lanes() -> Canvas:
    """An old block of flats with a lift added to it, washing lines and a garden."""
    c = Canvas(MIST, "lanes")
    c.box(180, 120, 760, 620, "#E4D3BC")
    c.box(180, 96, 760, 28, BRICK)
    for floor in range(6):
        y = 150 + floor * 98
        c.windows(230, y, 6, 1, (116, 0), (74, 58), "#6F8796")
        c.box(220, y + 62, 700, 7, "#CBB694")
    c.box(960, 80, 150, 660, "#AFC7CF")
    for floor in range(7):
        c.box(960, 80 + floor * 98, 150, 5, SLATE)
        c.box(936, 170 + floor * 98, 28, 14, SLATE) if floor < 6 else None
    c.box(1032, 80, 5, 660, SLATE)
    c.box(976, 380, 118, 90, GOLD)
    c.box(1150, 260, 330, 480, "#D9DDD2")
    c.windows(1190, 300, 3, 4, (96, 106), (58, 62), "#7C919D")
    c.box(0, 740, WIDTH, 160, GRASS)
    c.poly([(960, 740), (1110, 740), (1240, 900), (860, 900)], "#E2DCCB")
    for x in (90, 560, 1300, 1530):
        c.tree(x, 800, 240, LEAF)
    for x, coat in ((1010, SLATE), (1070, RED)):
        c.person(x, 850, 120, coat, STONE if x == 1010 else INK)
    c.box(420, 800, 180, 12, BRICK)
    c.box(436, 812, 10, 42, INK)
    c.box(574, 812, 10, 42, INK)
    return c


def market() -> Canvas:
    """A farmers' market under awnings."""
    c = Canvas("#F1E9DA", "market")
    c.box(0, 120, WIDTH, 430, "#E3D6C0")
    for i in range(5):
        c.box(60 + i * 320, 180, 220, 240, "#F3ECDF")
        c.box(90 + i * 320, 210, 160, 150, "#A9BEC6")
    for i in range(4):
        x = 30 + i * 395
        for stripe in range(8):
            c.poly(
                [
                    (x + 20 + stripe * 42, 330),
                    (x + 62 + stripe * 42, 330),
                    (x + 46 + stripe * 46, 430),
                    (x + stripe * 46, 430),
                ],
                [[RED, PAPER], [PINE, PAPER], [DEEP, PAPER], [GOLD, PAPER]][i][stripe % 2],
            )
        c.box(x + 8, 430, 8, 270, SLATE)
        c.box(x + 350, 430, 8, 270, SLATE)
        c.box(x, 590, 366, 130, BRICK)
        for j in range(22):
            colour = [[RED, GOLD], [LEAF, PINE], [GOLD, BRICK], [LEAF, RED]][i][j % 2]
            c.disc(x + 24 + (j % 11) * 32, 580 - (j // 11) * 22, 17, colour)
    c.box(0, 720, WIDTH, 180, "#C9BFAB")
    for x, coat in ((250, SLATE), (620, DEEP), (690, BRICK), (1120, PINE), (1420, SLATE)):
        c.person(x, 850, 190, coat)
    return c


def bridge() -> Canvas:
    """A new bridge over the river at dusk, with buses."""
    c = Canvas("#F0DCC8", "bridge")
    c.disc(420, 330, 80, "#E9A878")
    c.hills(470, 50, "#CDBFBB", 1.2, 0.2)
    for i in range(16):
        height = c.random.randint(70, 210)
        c.box(i * 104, 520 - height, 84, height + 20, ["#B8B4BB", "#A6A8B4"][i % 2])
        c.windows(i * 104 + 16, 532 - height, 3, max(1, height // 46), (22, 40), (11, 18), "#EBDCC0")
    c.box(0, 530, WIDTH, 370, WATER)
    for i in range(26):
        c.box(c.random.randint(0, 1500), 600 + i * 11, c.random.randint(60, 220), 4, "#B7D0D8")
    for tower in (520, 1080):
        c.box(tower - 14, 170, 28, 560, PAPER)
        for k in range(1, 8):
            c.line([(tower, 190 + k * 8), (tower - k * 66, 548)], PAPER, 3)
            c.line([(tower, 190 + k * 8), (tower + k * 66, 548)], PAPER, 3)
    c.box(0, 545, WIDTH, 30, SLATE)
    c.box(0, 575, WIDTH, 10, INK)
    for x, colour in ((250, RED), (760, DEEP), (1290, GOLD)):
        c.box(x, 496, 130, 48, colour, 8)
        c.windows(x + 12, 504, 4, 1, (28, 0), (20, 18), PAPER)
        c.disc(x + 28, 545, 9, INK)
        c.disc(x + 102, 545, 9, INK)
    c.box(0, HEIGHT - 60, WIDTH, 60, PINE)
    for x in range(0, WIDTH, 70):
        c.disc(x, HEIGHT - 58, 40, [PINE, LEAF][(x // 70) % 2], 0.6)
    return c


__all__ = ["ASH", "bridge", "hall", "lanes", "market", "roofs", "street"]

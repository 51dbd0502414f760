"""Scenes of water and land, and of rooms: river, wetland, trees, fields, chamber, station, books, school."""

from .canvas import (
    ASH,
    BRICK,
    DEEP,
    GOLD,
    GRASS,
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


def river() -> Canvas:
    """The river with its old arch bridge and willows."""
    c = Canvas("#E3ECEB", "river")
    c.disc(1260, 200, 70, "#F4E2BE")
    c.hills(360, 70, "#C7D6D5", 1.1, 0.6)
    c.hills(440, 60, "#A9C2BC", 1.7, 2.4)
    c.hills(520, 40, "#88AC9C", 2.2, 4.0)
    c.poly([(0, 540), (1600, 520), (1600, 900), (0, 900)], WATER)
    c.poly([(0, 620), (700, 560), (1600, 640), (1600, 700), (800, 620), (0, 700)], "#B5D0D8")
    c.poly([(430, 600), (530, 540), (1070, 540), (1170, 600), (1170, 640), (430, 640)], "#D9CFBD")
    for i, (x, r) in enumerate(((590, 58), (800, 78), (1010, 58))):
        c.disc(x, 640, r, [WATER, "#8FB4C3", WATER][i])
    c.box(430, 640, 740, 90, WATER)
    c.line([(430, 590), (530, 528), (1070, 528), (1170, 590)], STONE, 8)
    for x in range(540, 1070, 44):
        c.box(x, 506, 6, 28, STONE)
    c.poly([(0, 690), (420, 720), (620, 820), (640, 900), (0, 900)], GRASS)
    c.poly([(1600, 680), (1240, 730), (1060, 830), (1040, 900), (1600, 900)], "#9AB58D")
    for x, y, s in ((120, 780, 360), (330, 800, 260), (1380, 790, 330), (1530, 800, 280)):
        c.tree(x, y, s, "#7FA679", "#557F5E")
    c.poly([(760, 760), (960, 760), (925, 800), (795, 800)], BRICK)
    c.person(850, 770, 90, SLATE)
    return c


def wetland() -> Canvas:
    """Reeds, still water and white egrets."""
    c = Canvas("#DFE9E4", "wetland")
    c.hills(420, 40, "#B9CFC4", 1.4, 1.0)
    c.hills(470, 26, "#97B6A4", 2.0, 2.0)
    c.box(0, 490, WIDTH, 410, "#A7C6CE")
    for i in range(20):
        x = c.random.randint(-60, 1500)
        c.disc(x, 520 + i * 18, c.random.randint(60, 160), "#BBD5DA", 0.06)
    c.disc(1180, 640, 240, "#8DB08A", 0.16)
    c.disc(330, 720, 300, "#7FA57E", 0.16)
    for i in range(150):
        left = i % 2
        x = c.random.randint(60, 600) if left else c.random.randint(960, 1420)
        base = 740 if left else 650
        height = c.random.randint(90, 210)
        lean = c.random.randint(-18, 18)
        c.line([(x, base), (x + lean, base - height)], ["#6C8F62", "#93AC78", "#4F7A5B"][i % 3], 3)
        if i % 4 == 0:
            c.disc(x + lean, base - height, 6, "#B08B57", 3.0)
    for x, y, s in ((760, 690, 1.0), (840, 720, 0.8), (690, 780, 0.9)):
        c.line([(x, y), (x, y + 66 * s)], INK, 3)
        c.disc(x, y - 16 * s, 34 * s, "#FFFFFF", 0.55)
        c.line(
            [(x + 24 * s, y - 22 * s), (x + 36 * s, y - 70 * s), (x + 30 * s, y - 88 * s)], "#FFFFFF", 9 * s
        )
        c.poly([(x + 30 * s, y - 94 * s), (x + 62 * s, y - 86 * s), (x + 30 * s, y - 84 * s)], GOLD)
    for x, y in ((520, 170), (600, 140), (690, 190), (1050, 150)):
        c.line([(x - 30, y - 10), (x, y), (x + 30, y - 12)], SLATE, 4)
    return c


def trees() -> Canvas:
    """An avenue of ginkgos in late autumn."""
    c = Canvas("#EAF0EE", "trees")
    c.hills(520, 20, "#CAD6CC", 1.0, 0.0)
    c.box(0, 560, WIDTH, 340, "#D9C98E")
    c.poly([(740, 560), (860, 560), (1240, 900), (360, 900)], "#E9E2D2")
    for step in range(6, 0, -1):
        y, size, off = 545 + (7 - step) * 50, 640 - step * 72, 700 - step * 92
        for side in (-1, 1):
            x = 800 + side * off
            c.box(x - size * 0.03, y - size * 0.5, size * 0.06, size * 0.5, "#6B5A4A")
            c.disc(x, y - size * 0.68, size * 0.3, "#D79F36", 1.2)
            c.disc(x + side * size * 0.06, y - size * 0.74, size * 0.23, "#E8BC57", 1.2)
    for _ in range(160):
        c.disc(c.random.randint(0, WIDTH), c.random.randint(600, 890), c.random.randint(4, 9), "#E8BC57", 0.5)
    c.box(1010, 776, 200, 12, BRICK)
    c.box(1010, 736, 200, 10, BRICK)
    c.box(1024, 788, 10, 42, INK)
    c.box(1186, 788, 10, 42, INK)
    c.person(760, 720, 96, RED)
    c.person(812, 720, 92, SLATE, STONE)
    return c


def fields() -> Canvas:
    """Terraced fields, a village and a wind turbine."""
    c = Canvas("#E6EEEC", "fields")
    c.hills(330, 60, "#C3D4CC", 1.3, 0.8)
    bands = [
        ("#A8C08F", 430),
        ("#BFCB84", 500),
        ("#8FB07C", 570),
        ("#D3C982", 650),
        ("#A3BF86", 730),
        ("#7FA571", 820),
    ]
    for i, (colour, base) in enumerate(bands):
        c.hills(base, 30, colour, 1.0 + i * 0.12, i * 0.9)
    for x, y in ((240, 470), (330, 490), (420, 462), (1130, 540), (1230, 556)):
        c.box(x, y - 6, 74, 54, PAPER)
        c.poly([(x - 10, y - 4), (x + 37, y - 44), (x + 84, y - 4)], BRICK)
        c.box(x + 28, y + 16, 18, 32, SLATE)
    for x, h in ((760, 250), (900, 200)):
        c.box(x - 4, 400 - h + 60, 8, h, "#FFFFFF")
        top = 400 - h + 60
        for dx, dy in ((0, -90), (78, 45), (-78, 45)):
            c.poly([(x - 5, top), (x + 5, top), (x + dx, top + dy)], "#FFFFFF")
    for x in (90, 560, 640, 1400, 1490):
        c.pine(x, 600, 170)
    c.person(980, 800, 110, DEEP)
    c.person(1050, 806, 104, BRICK)
    return c


def chamber() -> Canvas:
    """The chamber before the meeting: rows of desks, papers, a long table."""
    c = Canvas("#EDE4D4", "chamber")
    c.box(0, 0, WIDTH, 420, "#E2D5BF")
    for i in range(9):
        c.box(i * 182 + 20, 40, 130, 330, "#EBE1CF")
    c.box(0, 392, WIDTH, 28, SAND)
    c.box(420, 70, 760, 250, RED)
    for i in range(20):
        c.box(420 + i * 38, 70, 14, 250, "#93151F")
    c.box(360, 330, 880, 100, "#7C4A3A")
    c.box(350, 318, 900, 18, "#95604B")
    for i in range(7):
        x = 420 + i * 122
        c.box(x, 288, 60, 32, PAPER)
        c.disc(x + 30, 262, 16, "#5B4036")
    for row in range(4):
        y, inset = 500 + row * 100, 220 - row * 70
        c.box(inset, y, WIDTH - 2 * inset, 46, "#8A5A45")
        c.box(inset, y - 10, WIDTH - 2 * inset, 14, "#A87459")
        count = 9 + row
        step = (WIDTH - 2 * inset) / count
        for seat in range(count):
            place = inset + step * (seat + 0.5)
            c.box(place - 26, y + 46, 52, 54, "#9C2B33", 10)
            c.box(place - 22, y - 22, 34, 12, PAPER)
            c.box(place + 18, y - 34, 5, 26, INK)
    return c


def station() -> Canvas:
    """A liaison station: a deputy listens at a round table."""
    c = Canvas("#F1EBDF", "station")
    c.box(0, 640, WIDTH, 260, "#D8CCB8")
    c.box(120, 120, 420, 300, "#BFD3DA")
    c.box(326, 120, 8, 300, PAPER)
    c.tree(220, 420, 240, LEAF)
    c.box(100, 420, 460, 16, SAND)
    c.box(1040, 110, 440, 240, "#A61B29")
    for row in range(4):
        c.box(1080, 156 + row * 46, 360 - (row % 3) * 70, 14, "#F3E3D0")
    c.box(640, 170, 300, 420, "#E1D3BD")
    for shelf in range(4):
        c.box(640, 260 + shelf * 98, 300, 8, "#B99B73")
        for book in range(11):
            c.box(
                654 + book * 25,
                202 + shelf * 98 + (book * 7) % 16,
                18,
                58 - (book * 7) % 16,
                [SLATE, BRICK, PINE, GOLD, DEEP][(book + shelf) % 5],
            )
    c.person(560, 760, 300, SLATE)
    c.person(800, 740, 280, RED)
    c.person(1050, 760, 300, PINE, STONE)
    c.disc(800, 760, 330, "#A87459", 0.22)
    c.disc(800, 746, 330, "#C08B6B", 0.22)
    for x in (640, 800, 960):
        c.box(x - 40, 726, 80, 26, PAPER)
    c.disc(720, 744, 16, "#FFFFFF", 0.8)
    return c


def books() -> Canvas:
    """Law books, a lamp and the draft on the desk."""
    c = Canvas(MIST, "books")
    c.box(0, 600, WIDTH, 300, "#A87459")
    c.box(0, 600, WIDTH, 16, "#8A5A45")
    c.box(180, 90, 640, 400, "#D3DEDF")
    for x in (390, 600):
        c.box(x, 90, 10, 400, PAPER)
    for i, (colour, width) in enumerate(((RED, 420), (SLATE, 390), (PINE, 430), (BRICK, 370))):
        y = 548 - i * 58
        c.box(260 + i * 12, y, width, 54, colour, 6)
        c.box(270 + i * 12, y + 12, 12, 30, GOLD)
        c.box(262 + i * 12 + width - 16, y + 6, 14, 42, PAPER)
    c.poly([(820, 700), (1240, 660), (1300, 830), (850, 880)], "#FFFFFF")
    for row in range(6):
        c.line([(872 + row * 4, 722 + row * 24), (1210 + row * 8, 690 + row * 24)], ASH, 5)
    c.line([(1120, 850), (1290, 700)], INK, 9)
    c.poly([(1110, 860), (1128, 838), (1136, 848)], RED)
    c.box(1290, 590, 170, 18, INK)
    c.line([(1375, 596), (1375, 330), (1240, 230)], INK, 10)
    c.poly([(1130, 290), (1250, 190), (1320, 270)], PINE)
    c.poly([(1138, 292), (1316, 276), (1290, 470), (930, 560)], "#EFEBD8")
    return c


def school() -> Canvas:
    """A school gate at the end of lessons, with a safe crossing."""
    c = Canvas(SKY, "school")
    c.box(150, 210, 1300, 400, "#E9DFCB")
    c.box(150, 186, 1300, 30, BRICK)
    for floor in range(3):
        c.windows(200, 250 + floor * 118, 12, 1, (102, 0), (66, 70), "#7F9BA8")
    c.box(660, 150, 280, 460, "#E0CBB0")
    c.disc(800, 250, 54, PAPER)
    c.line([(800, 250), (800, 216)], INK, 5)
    c.line([(800, 250), (826, 262)], INK, 5)
    c.box(720, 440, 160, 170, SLATE)
    c.box(0, 610, WIDTH, 290, "#CFD3C4")
    c.box(0, 720, WIDTH, 180, "#707A83")
    for i in range(12):
        c.box(420 + i * 64, 730, 36, 160, PAPER)
    for x in (70, 210, 1390, 1530):
        c.tree(x, 700, 280, LEAF)
    for i, x in enumerate((560, 640, 700, 790, 870, 960)):
        c.person(x, 800, 96 if i % 3 else 150, [GOLD, RED, DEEP, SLATE, LEAF, BRICK][i])
    return c


def sapling() -> Canvas:
    """People planting young trees on a slope."""
    c = Canvas("#E4EEEA", "sapling")
    c.disc(1300, 190, 80, "#F6E3B8")
    c.hills(400, 60, "#BFD2C4", 1.2, 0.3)
    c.hills(520, 50, "#98B98F", 1.5, 1.7)
    c.hills(680, 36, GRASS, 1.1, 3.0)
    for i in range(24):
        x, y = 40 + (i % 8) * 210 + (i // 8) * 60, 560 + (i // 8) * 76
        c.line([(x, y), (x, y - 70)], "#6B5A4A", 5)
        c.disc(x, y - 86, 26, LEAF, 1.3)
    c.box(0, 800, WIDTH, 100, "#B89B6E")
    for x, coat in ((360, RED), (520, SLATE), (900, DEEP), (1060, BRICK), (1320, PINE)):
        c.person(x, 850, 190, coat)
    for x in (440, 980):
        c.line([(x, 850), (x, 660)], "#6B5A4A", 8)
        c.disc(x, 640, 46, "#6FA06C", 1.2)
    return c


__all__ = [
    "STONE",
    "WATER",
    "books",
    "chamber",
    "fields",
    "river",
    "sapling",
    "school",
    "station",
    "trees",
    "wetland",
]

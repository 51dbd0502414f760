"""Draws the pictures the theme is tested with: calm landscapes in flat colours, no photograph, nobody in them."""

import math
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900


def _ground(top: tuple, bottom: tuple, size=(WIDTH, HEIGHT)) -> Image.Image:
    """A sky that fades from `top` to `bottom`."""
    column = Image.new("RGB", (1, 256))
    for y in range(256):
        share = y / 255
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize(size, Image.Resampling.BICUBIC)


def _roof(draw: ImageDraw.ImageDraw, x: int, y: int, width: int, tone: int) -> None:
    """A tiled roof with lifted eaves over a wall."""
    height = width // 5
    wall = (236 - tone // 6, 230 - tone // 6, 220 - tone // 6)
    draw.rectangle((x + width // 10, y + height, x + width - width // 10, HEIGHT), fill=wall)
    tile = (116 - tone, 128 - tone, 140 - tone)
    points = [(x + width * 0.2, y)]
    points += [(x + width * 0.8, y)]
    points += [(x + width + 14, y + height), (x - 14, y + height)]
    draw.polygon(points, fill=tile)
    for line in range(1, 12):
        share = line / 12
        top_x = x + width * (0.2 + 0.6 * share)
        draw.line(
            (top_x, y, x - 14 + (width + 28) * share, y + height), fill=tuple(c - 14 for c in tile), width=3
        )
    draw.line((x + width * 0.18, y, x + width * 0.82, y), fill=tuple(c - 36 for c in tile), width=9)
    draw.line((x - 14, y + height, x + width + 14, y + height), fill=tuple(c - 42 for c in tile), width=7)


def roofs() -> Image.Image:
    image = _ground((206, 217, 226), (247, 239, 224))
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(0, 520), (260, 330), (520, 450), (860, 280), (1180, 430), (1600, 320), (1600, 900), (0, 900)],
        fill=(196, 206, 212),
    )
    for row in range(5):
        for place in range(7):
            width = 250 + 26 * row
            x = place * (width + 36) - (row % 2) * 150 - 60
            _roof(draw, x, 400 + row * 96 + (place * 37 % 30), width, row * 12)
    return image


def river() -> Image.Image:
    image = _ground((222, 231, 233), (250, 243, 230))
    draw = ImageDraw.Draw(image)
    for depth, (base, swing, colour) in enumerate(
        [(430, 90, (190, 206, 209)), (480, 70, (160, 183, 187)), (520, 46, (128, 156, 160))]
    ):
        ridge = [
            (x, base + swing * math.sin(x / (170 + 40 * depth) + depth * 2)) for x in range(0, WIDTH + 20, 20)
        ]
        draw.polygon([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)
    draw.rectangle((0, 580, WIDTH, HEIGHT), fill=(203, 217, 218))
    for line in range(26):
        y, x = 600 + line * 12, (line * 331) % 1300
        draw.line((x, y, x + 120 + line * 9, y), fill=(221, 231, 231), width=3)
    draw.polygon([(900, 700), (1090, 700), (1060, 728), (926, 728)], fill=(74, 88, 92))
    draw.polygon([(960, 700), (1030, 700), (1018, 672), (972, 672)], fill=(104, 120, 122))
    for reed in range(46):
        x = (reed * 97) % 420
        draw.line((x, HEIGHT, x + 12 - reed % 24, 720 + reed * 13 % 90), fill=(92, 110, 96), width=4)
    return image


def hall() -> Image.Image:
    image = _ground((196, 154, 112), (164, 118, 84))
    draw = ImageDraw.Draw(image)
    for plank in range(0, WIDTH, 40):
        draw.line((plank, 0, plank, 470), fill=(182, 138, 98), width=4)
    draw.rectangle((520, 150, 1080, 430), fill=(150, 40, 44))
    for fold in range(530, 1080, 36):
        draw.line((fold, 150, fold, 430), fill=(132, 32, 38), width=6)
    draw.rectangle((470, 430, 1130, 480), fill=(120, 80, 52))
    for row in range(9):
        for seat in range(34):
            x = 60 + seat * 44 + (row % 2) * 22
            y = 540 + row * 40
            draw.rounded_rectangle((x, y, x + 32, y + 30), 8, fill=(112 - row * 3, 46, 44))
    return image


def tower() -> Image.Image:
    """Upright: a pavilion of three storeys, for pages that must bear a tall picture."""
    image = _ground((214, 224, 230), (248, 240, 226), (900, 1350))
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(0, 1000), (300, 860), (620, 940), (900, 820), (900, 1350), (0, 1350)], fill=(150, 168, 158)
    )
    for storey in range(3):
        half, y = 130 + storey * 60, 420 + storey * 200
        draw.rectangle((450 - half + 40, y, 450 + half - 40, y + 200), fill=(160, 74, 60))
        draw.polygon(
            [
                (450 - half * 0.6, y - 70),
                (450 + half * 0.6, y - 70),
                (450 + half + 30, y + 14),
                (450 - half - 30, y + 14),
            ],
            fill=(88, 104, 98),
        )
    draw.rectangle((180, 1020, 720, 1070), fill=(206, 198, 184))
    return image


SCENES = {"roofs": roofs, "river": river, "hall": hall, "tower": tower}
SIZES = (480, 960, 1440)


def files() -> dict[str, bytes]:
    """Path on the site → bytes, every scene in every size as WebP and JPEG."""
    made = {}
    for name, draw in SCENES.items():
        full = draw()
        for width in SIZES:
            image = full.resize((width, round(full.height * width / full.width)), Image.Resampling.LANCZOS)
            for ending, kind in (("webp", "WEBP"), ("jpg", "JPEG")):
                buffer = BytesIO()
                image.save(buffer, kind, quality=80)
                made[f"/media/{name}-{width}.{ending}"] = buffer.getvalue()
    return made

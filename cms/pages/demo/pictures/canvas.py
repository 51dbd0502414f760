"""A flat-colour drawing board: shapes in a 1600 × 900 space, drawn at double size and reduced for smooth edges."""

import io
import math
import random

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1600, 900, 2

PAPER, MIST, SKY, DAWN = "#F5F1E8", "#E4E8E6", "#D5E1E6", "#F3E3D0"
INK, SLATE, STONE, ASH = "#2B3440", "#56657A", "#8C99A6", "#BCC5CB"
RED, BRICK, SAND, GOLD = "#A61B29", "#B5604A", "#DCC9A6", "#D9A441"
PINE, LEAF, GRASS, WATER, DEEP = "#2F5548", "#5E8A6B", "#A9C09A", "#9DBECB", "#5D8CA3"


class Canvas:
    def __init__(self, background: str, seed: str):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.draw = ImageDraw.Draw(self.image)
        self.random = random.Random(seed)

    def box(self, x, y, width, height, colour, radius=0):
        area = [v * SCALE for v in (x, y, x + width, y + height)]
        if radius:
            self.draw.rounded_rectangle(area, radius * SCALE, fill=colour)
        else:
            self.draw.rectangle(area, fill=colour)

    def poly(self, points, colour):
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def disc(self, x, y, radius, colour, flat=1.0):
        area = [x - radius, y - radius * flat, x + radius, y + radius * flat]
        self.draw.ellipse([v * SCALE for v in area], fill=colour)

    def line(self, points, colour, width=3):
        self.draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=int(width * SCALE), joint="curve"
        )

    def hills(self, base, height, colour, waves=2.0, phase=0.0):
        """A soft range of hills that fills everything below it."""
        points = [(0, HEIGHT)]
        for x in range(0, WIDTH + 20, 20):
            t = x / WIDTH * math.tau
            points.append(
                (
                    x,
                    base
                    - height
                    * (0.6 * math.sin(waves * t + phase) + 0.4 * math.sin(2.3 * waves * t + 2 * phase)),
                )
            )
        self.poly([*points, (WIDTH, HEIGHT)], colour)

    def tree(self, x, ground, size, crown=LEAF, shade=PINE):
        self.box(x - size * 0.045, ground - size * 0.5, size * 0.09, size * 0.5, SLATE)
        self.disc(x, ground - size * 0.72, size * 0.3, shade, 1.15)
        self.disc(x + size * 0.08, ground - size * 0.78, size * 0.24, crown, 1.15)

    def pine(self, x, ground, size, colour=PINE):
        self.box(x - size * 0.03, ground - size * 0.2, size * 0.06, size * 0.2, SLATE)
        for step in range(3):
            top = ground - size * (1 - 0.22 * step)
            half = size * (0.14 + 0.07 * step)
            self.poly([(x, top), (x - half, top + size * 0.38), (x + half, top + size * 0.38)], colour)

    def person(self, x, ground, size, coat=SLATE, hair=INK):
        """A figure without a face: nobody in particular."""
        self.disc(x, ground - size * 0.86, size * 0.13, "#E8CDB4")
        self.draw.pieslice(
            [v * SCALE for v in (x - size * 0.14, ground - size, x + size * 0.14, ground - size * 0.72)],
            180,
            360,
            fill=hair,
        )
        self.poly(
            [
                (x - size * 0.2, ground),
                (x - size * 0.15, ground - size * 0.7),
                (x + size * 0.15, ground - size * 0.7),
                (x + size * 0.2, ground),
            ],
            coat,
        )

    def windows(self, x, y, columns, rows, pitch, size, colour):
        for row in range(rows):
            for column in range(columns):
                self.box(x + column * pitch[0], y + row * pitch[1], size[0], size[1], colour)

    def roof(self, x, y, width, height, colour=SLATE, edge=INK):
        """A tiled roof with upturned eaves."""
        lift = height * 0.22
        self.poly(
            [
                (x - width * 0.08, y - lift * 0.6),
                (x + width * 0.02, y),
                (x + width * 0.98, y),
                (x + width * 1.08, y - lift * 0.6),
                (x + width * 0.9, y - height * 0.6),
                (x + width * 0.8, y - height),
                (x + width * 0.2, y - height),
                (x + width * 0.1, y - height * 0.6),
            ],
            colour,
        )
        self.box(x + width * 0.18, y - height - 6, width * 0.64, 9, edge)
        self.box(x, y - 2, width, 7, edge)

    def jpeg(self) -> bytes:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=90, optimize=False)
        return out.getvalue()

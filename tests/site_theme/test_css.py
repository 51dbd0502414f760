"""Older domestic browsers (kernel Chromium 78) understand every rule the layout stands on."""

import re

import pytest

from .harness import THEME

CSS = THEME / "static/css"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# feature → since which Chromium; anything above 78 must stand inside @supports
TOO_NEW = {
    r"@layer|@container|@scope|@property": "99 and later",
    r"(^|[;{}]\s*)&": "nesting, 112",
    r":is\(|:where\(": "88",
    r"\(\s*(width|height)\s*[<>]": "range media query, 104",
    r"\binset(-\w+)*\s*:": "87",
    r"\b(margin|padding|border)-(inline|block)\s*:": "87",
    r":\s*(clamp|min|max|round)\(": "79 and later",
    r"\baspect-ratio\s*:": "88",
    r"light-dark\(|color-mix\(|oklch\(": "111 and later",
}


def files() -> list[str]:
    return (CSS / "manifest.txt").read_text().split()


def rules(name: str) -> str:
    """The text of a file without comments and without what is inside @supports."""
    text = COMMENT.sub("", (CSS / name).read_text("utf-8"))
    while (start := text.find("@supports")) >= 0:
        depth, end = 0, text.index("{", start)
        for end in range(text.index("{", start), len(text)):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            if depth == 0:
                break
        text = text[:start] + text[end + 1 :]
    return text


@pytest.mark.parametrize("name", files())
def test_no_rule_is_newer_than_the_browsers_people_have(name):
    text = rules(name)
    found = {since: re.findall(f".*(?:{pattern}).*", text) for pattern, since in TOO_NEW.items()}
    assert {since: lines for since, lines in found.items() if lines} == {}


@pytest.mark.parametrize("name", files())
def test_no_flex_box_relies_on_gap(name):
    """Flex gap came with Chromium 84; grids have grid-gap since 57."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules(name)):
        if re.search(r"display:\s*(inline-)?flex", body):
            assert not re.search(r"(?<![-\w])(column-|row-)?gap\s*:", body), selector


def test_the_manifest_names_every_file_and_none_is_long():
    assert sorted(files()) == sorted(path.name for path in CSS.glob("*.css"))
    for path in [*CSS.glob("*.css"), *(THEME / "static/js").glob("*.js"), *THEME.glob("templates/**/*.html")]:
        assert len(path.read_text("utf-8").splitlines()) <= 300, path.name


def palette(selector: str, name: str) -> dict[str, str]:
    text = (CSS / name).read_text("utf-8")
    block = text[text.index(selector) :]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block[: block.index("}")]))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "colours",
    [
        palette(":root {", "tokens.css"),
        palette(':root[data-theme="dark"] {', "dark.css"),
        palette(':root:not([data-theme="light"]) {', "dark.css"),
    ],
    ids=["light", "dark chosen", "dark by the system"],
)
def test_every_pair_of_text_and_ground_has_seven_to_one(colours):
    for text in ("ink", "slate", "indigo", "visited"):
        for ground in ("paper", "sheet", "wash"):
            assert contrast(colours[text], colours[ground]) >= 7, (text, ground)
    assert contrast(colours["red"], colours["paper"]) >= 7
    assert contrast(colours["on-red"], colours["red"]) >= 7
    assert contrast(colours["paper"], colours["ink"]) >= 7
    assert contrast(colours["ink"], colours["hit"]) >= 7
    assert contrast(colours["edge"], colours["paper"]) >= 3  # borders of controls

"""Tables: data tables keep rows and columns, tables that only lay out are taken apart."""

from collections.abc import Callable

from .blocks import Block

SHORT = 30  # a spanning cell of up to so many characters is repeated in every row it spans
HEADER_CELL = 24


def own_rows(table) -> list:
    """Its rows, without those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def cells_of(row) -> list:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def is_layout(table) -> bool:
    """One column, one row, a table or a list inside, or text outside the cells: no table of data."""
    rows = own_rows(table)
    if any(inner is not table for inner in table.iter("table")) or stray_text(table):
        return True
    return len(rows) < 2 or max((len(cells_of(row)) for row in rows), default=0) < 2


def stray_text(table) -> bool:
    """Text that stands in the table but in no cell (broken markup)."""
    for element in table.iter():
        if element.tag in {"table", "tbody", "thead", "tfoot", "tr", "colgroup"}:
            tails = [child.tail for child in element]
            if any((text or "").strip() for text in (element.text, *tails)):
                return True
            known = {"tbody", "thead", "tfoot", "tr", "td", "th", "colgroup", "col"}
            if any(child.tag not in known for child in element):
                return True
    return False


def read_table(table, text_of: Callable) -> Block:
    grid = build_grid(own_rows(table), text_of)
    caption, grid = take_caption(grid)
    header, rows = take_header(table, grid)
    return Block("table", text=caption, header=header, rows=rows, row_header=looks_named(header, rows))


def build_grid(rows: list, text_of: Callable) -> list[list[tuple[str, bool]]]:
    """Every place of the table as (text, whether the cell begins here). All rows are equally long."""
    grid: list[dict[int, tuple[str, bool]]] = [{} for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for cell in cells_of(row):
            while x in grid[y]:
                x += 1
            wide, high = span(cell, "colspan"), min(span(cell, "rowspan"), len(rows) - y)
            text = text_of(cell)
            copy = text if len(text) <= SHORT else ""
            for down in range(high):
                for right in range(wide):
                    first = down == 0 and right == 0
                    grid[y + down].setdefault(x + right, (text, True) if first else (copy, False))
            x += wide
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    full = [[row.get(x, ("", True)) for x in range(width)] for row in grid]
    return [row for row in full if any(text for text, _ in row)]


def span(cell, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 60) if value.isdigit() else 1


def take_caption(grid: list) -> tuple[str, list]:
    """A first row that is one cell across the whole table is its caption."""
    if len(grid) > 1 and len(grid[0]) > 1:
        (text, _), *others = grid[0]
        if len(text) <= 100 and not any(origin for _, origin in others):
            return text, grid[1:]
    return "", grid


def take_header(table, grid: list) -> tuple[list[str], list[list[str]]]:
    texts = [[text for text, _ in row] for row in grid]
    depth = header_depth(table, grid)
    if not depth:
        return [""] * (len(texts[0]) if texts else 0), texts
    header = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*texts[:depth], strict=True)]
    return header, texts[depth:]


def header_depth(table, grid: list) -> int:
    """How many rows head the table: those that the cells of the first row reach into."""
    if len(grid) < 2:
        return 0
    first = [text for text, _ in grid[0]]
    said = all(first) or any(table.iter("th"))
    if not said or any(len(text) > HEADER_CELL for text in first):
        return 0
    spread = any(not origin for _, origin in grid[0])
    reaching = [not origin for _, origin in grid[1]]
    return 2 if spread and any(reaching) and len(grid) > 2 else 1


def looks_named(header: list[str], rows: list[list[str]]) -> bool:
    """The first column names its rows: short, never empty, each name once."""
    names = [row[0] for row in rows if row]
    return bool(names) and all(0 < len(n) <= HEADER_CELL for n in names) and len(set(names)) == len(names)

"""Reading a CSV file somebody made with a spreadsheet."""

import csv
import io


class ImportRefused(ValueError):
    """The file cannot be taken; nothing was changed. The text says which line and why."""


def read_table(raw: bytes, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Rows with their line numbers. Takes UTF-8 and GB 18030, because spreadsheets here write either."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ImportRefused("文件编码认不出来，请另存为 UTF-8 的 CSV。")
    reader = csv.DictReader(io.StringIO(text))
    names = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in needed if name not in names]
    if missing:
        raise ImportRefused(f"第 1 行缺少列：{'、'.join(missing)}。第一行应当是列名。")
    reader.fieldnames = names
    rows = []
    for row in reader:
        if None in row:
            raise ImportRefused(f"第 {reader.line_num} 行的列多于表头。")
        rows.append((reader.line_num, {name: (value or "").strip() for name, value in row.items()}))
    return rows

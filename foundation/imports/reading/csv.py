"""Text tables: which encoding, which separator."""

import csv
import io
import re
from collections.abc import Iterator

from .limits import WIDEST, TableRefused

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS = ",\t;，"
GUARDED = re.compile(r"'+[=+\-@\t\r]")  # the mark our own exports put before what looks like a formula


def read_csv(data: bytes, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    text = decode(data, notes)
    if "\0" in text:
        raise TableRefused("这不是表格文件。可以上传的是 .xlsx 和 .csv。")
    head = text[:20_000]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if len(cells) > WIDEST:
                raise TableRefused(f"第 {reader.line_num} 行有 {len(cells)} 列，最多 {WIDEST} 列。")
            yield reader.line_num, [cell[1:] if GUARDED.match(cell) else cell for cell in cells]
    except csv.Error as fault:
        raise TableRefused(f"第 {reader.line_num} 行读不了。请用表格软件另存为 .xlsx 再上传。") from fault


def decode(data: bytes, notes: list[str]) -> str:
    """By its byte order mark; else UTF-8, if it is; else the Chinese national encoding, of which GBK is a part."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        notes.append("文件不是 UTF-8 编码，已按国标（GB18030，含 GBK）读取。看到乱码请另存为 .xlsx。")
        return _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise TableRefused("文字的编码认不出来。请用表格软件另存为 .xlsx 再上传。") from fault

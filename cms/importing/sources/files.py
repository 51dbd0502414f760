"""Files into raw records. A line that cannot be read is a Refusal; the rest goes on."""

import json
from collections.abc import Iterator
from pathlib import Path

from ..records import Refusal

BOM = b"\xef\xbb\xbf"
BIGGEST = 20_000_000  # bytes of one record


def list_files(path: Path, pattern: str) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob(pattern))
        if not found:
            raise FileNotFoundError(f"{path} 里没有 {pattern} 文件，请核对路径和种类。")
        return found
    if not path.exists():
        raise FileNotFoundError(f"找不到 {path}，请核对路径。")
    return [path]


def json_lines(file: Path) -> Iterator[tuple[str, dict | Refusal]]:
    with open(file, "rb") as lines:
        for number, raw in enumerate(lines, start=1):
            where = f"{file.name}:{number}"
            if raw.strip(b" \t\r\n" + BOM):
                row = parse(where, raw.removeprefix(BOM))
                yield where, row


def parse(where: str, raw: bytes) -> dict | Refusal:
    if len(raw) > BIGGEST:
        return Refusal(where, f"这一行有 {len(raw)} 字节，太大了")
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Refusal(where, "编码不是 UTF-8，请转换编码后再导入")
    except (json.JSONDecodeError, RecursionError) as error:
        return Refusal(where, f"不是完整的 JSON：第 {getattr(error, 'colno', 1)} 个字符处断开")
    return row if isinstance(row, dict) else Refusal(where, "不是一条 JSON 记录（应为 {…}）")


def whole_text(file: Path) -> Iterator[tuple[str, str | Refusal]]:
    where = f"{file.name}:1"
    raw = file.read_bytes()
    try:
        yield where, raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        yield f"{file.name}:{line}", Refusal(f"{file.name}:{line}", "编码不是 UTF-8，请转换编码后再导入")

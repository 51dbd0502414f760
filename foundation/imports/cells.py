"""From a cell to a value. Plain Python. Readers raise CellFault with what is wrong and what to do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

LONGEST = 5000  # characters; a cell of a spreadsheet may have 32,767
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number; of a longer one the rest is lost


class CellFault(ValueError):
    """`what` is wrong with the cell, and the `cure`."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what, self.cure = what, cure


@dataclass(frozen=True)
class Unread:
    """A cell whose value cannot be known: a formula nobody worked out, or one that failed."""

    why: str


def is_empty(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def lines(raw: Any) -> str:
    """Text with its line breaks."""
    if isinstance(raw, Unread):
        raise CellFault(raw.why, "复制这一格，用“选择性粘贴 → 数值”贴回去，再上传。")
    if isinstance(raw, datetime):
        raw = raw.date() if not (raw.hour or raw.minute or raw.second) else raw
    if isinstance(raw, bool):
        raw = "是" if raw else "否"
    if isinstance(raw, (int, float)):
        raw = _digits(raw)
    said = "\n".join(" ".join(line.split()) for line in str(raw).splitlines()).strip()
    if "\ufffd" in said:
        raise CellFault("里面有乱码", "用表格软件打开原文件，另存为 .xlsx 再上传。")
    if len(said) > LONGEST:
        raise CellFault(f"有 {len(said)} 个字", f"最多 {LONGEST} 个字，请删短。")
    return said


def text(raw: Any) -> str:
    """Text of one line."""
    return " ".join(lines(raw).split())


def code(raw: Any) -> str:
    """A number that is a name: of an identity card, a telephone, a document. Half-width, without blanks, never counted with."""
    return "".join(unicodedata.normalize("NFKC", text(raw)).split())


def _digits(number: int | float) -> str:
    if isinstance(number, float) and not number.is_integer():
        return repr(number)
    if abs(number) >= EXACT:
        raise CellFault(
            "这个号码被表格存成了数字，第 15 位以后已经丢失",
            "把这一列设为“文本”格式，重新填号码，再上传。",
        )
    return str(int(number))


DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})\D{1,2}(\d{1,2})月?|(\d{4})(\d{2})")


def day(raw: Any) -> date:
    """A date: of a date cell, 2026-01-31, 2026/1/31, 2026.1.31, 2026年1月31日, 20260131."""
    if isinstance(raw, (date, datetime)):
        return raw.date() if isinstance(raw, datetime) else raw
    return _day(DAY.fullmatch(code(raw)), "日期", "2026-01-31")


def month(raw: Any) -> date:
    """The first day of a month: of a date, or of 1972-05, 1972.05, 1972年5月, 197205."""
    if isinstance(raw, float) and 1900 <= raw < 2100:  # 1972.05 that the spreadsheet took for a number
        raw = f"{raw:.2f}"
    if isinstance(raw, (date, datetime)):
        return date(raw.year, raw.month, 1)
    said = code(raw)
    if full := DAY.fullmatch(said):
        return _day(full, "年月", "1972-05").replace(day=1)
    return _day(MONTH.fullmatch(said), "年月", "1972-05")


def _day(found: re.Match | None, what: str, example: str) -> date:
    try:
        numbers = [int(part) for part in found.groups() if part] if found else []
        made = date(*numbers, *[1] * (3 - len(numbers)))
    except (ValueError, TypeError):
        made = None
    if made is None or not 1900 <= made.year <= 2200:
        raise CellFault(f"不是有效的{what}", f"写成 {example} 的样子。")
    return made


def one_of(values: Mapping[str, Any], what: str = "") -> Callable[[Any], Any]:
    """A reader for a closed list: Chinese word → value."""
    known = {_plain(word): value for word, value in values.items()}

    def read(raw: Any) -> Any:
        said = text(raw)
        if _plain(said) not in known:
            words = "、".join(list(values)[:12]) + ("等" if len(values) > 12 else "")
            raise CellFault(f"“{said[:20]}”不在可填的{what}里", f"填其中一个：{words}。")
        return known[_plain(said)]

    return read


def several(raw: Any) -> list[str]:
    """Words between 、 , ; or line breaks."""
    return list(dict.fromkeys(filter(None, map(str.strip, re.split(r"[、，,；;\n/]+", lines(raw))))))


def _plain(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).split()).lower()


yes_no = one_of(
    {"是": True, "否": False, "有": True, "无": False, "√": True, "×": False, "1": True, "0": False}
)

"""The yearly files: JSON, CSV, schema, a list of sums and its signature."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .schemas import FORMAT, year_schema

Record = dict[str, Any]
LICENCE = {
    "name": "公共数据，注明来源可以自由使用",
    "text": "任何人可以免费复制、传播、再利用，商业使用也可以；请注明来源和取得日期，改动过的要说明改动。"
    "数据不含个人联系方式；不得用来识别、骚扰代表或者其他个人。",
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet

COLUMNS = {
    "标识": lambda one: one["id"],
    "地址": lambda one: one["path"],
    "类型": lambda one: one["kind_label"],
    "编号": lambda one: one["number"],
    "标题": lambda one: one["title"],
    "届次": lambda one: one["session"],
    "会议期间": lambda one: "是" if one["in_session"] else "否",
    "提出日期": lambda one: one["submitted_on"],
    "领衔代表": lambda one: one["lead_sponsor"],
    "联名代表": lambda one: "、".join(one["co_sponsors"]),
    "代表团": lambda one: one["delegation"],
    "分类": lambda one: one["category"],
    "主办": lambda one: _units(one, "main", "separate"),
    "协办": lambda one: _units(one, "assist"),
    "重点督办": lambda one: one["key_supervised"],
    "办到哪一步": lambda one: one["state_label"],
    "办理结果": lambda one: one["result_class"],
    "答复日期": lambda one: "、".join(reply["delivered_on"] for reply in one["replies"]),
    "答复公开": lambda one: "、".join(reply["publicity_label"] for reply in one["replies"]),
    "对态度的评价": lambda one: _last(one, "attitude_label"),
    "对结果的评价": lambda one: _last(one, "result_label"),
    "承诺事项": lambda one: len(one["promises"]),
    "已兑现": lambda one: sum(promise["state"] == "fulfilled" for promise in one["promises"]),
    "公开方式": lambda one: one["publicity_label"],
    "正文": lambda one: _text(one),
}


@dataclass(frozen=True)
class File:
    name: str
    data: bytes


def files_of(year: int, records: Iterable[Record], publisher: str, sign: Any) -> Iterator[File]:
    """`sign` takes the bytes of the list of sums and answers with an Ed25519 signature (64 bytes)."""
    records = list(records)
    stem = f"suggestions-{year}"
    made = [
        File(f"{stem}.json", as_json(year, records, publisher)),
        File(f"{stem}.csv", as_csv(records)),
        File("schema.json", _json(year_schema())),
    ]
    sums = sums_of(made, f"{publisher}，议案建议公开数据，{year} 年")
    yield from made
    yield File(f"{stem}.sha256.txt", sums)
    yield File(f"{stem}.sig", sign(sums))


def as_json(year: int, records: list[Record], publisher: str) -> bytes:
    return _json(
        {
            "format": FORMAT,
            "publisher": publisher,
            "licence": LICENCE,
            "year": year,
            "count": len(records),
            "items": records,
        }
    )


def as_csv(records: list[Record]) -> bytes:
    """A mark at the start tells spreadsheets that it is UTF-8; what they would calculate gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value(one)) for value in COLUMNS.values()] for one in records)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def sums_of(files: Iterable[File], heading: str) -> bytes:
    """As `sha256sum -c` reads it. The first line says what it is, so that the signature fits nothing else."""
    lines = [f"{hashlib.sha256(one.data).hexdigest()}  {one.name}" for one in files]
    return "".join(f"{line}\n" for line in (f"# {FORMAT} {heading}", *lines)).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def _units(one: Record, *roles: str) -> str:
    return "、".join(unit["name"] for unit in one["units"] if unit["role"] in roles)


def _last(one: Record, name: str) -> str:
    said = [evaluation[name] for evaluation in one["evaluations"] if not evaluation["of_promise"]]
    return said[-1] if said else ""


def _text(one: Record) -> str:
    parts = "\n".join(f"{part['heading']}\n{part['text']}".strip() for part in one["text"])
    return parts or one["summary"]

"""Readers of the sources, one module per kind. `read` yields an Item or a Refusal for every record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..records import BadRecord, Item, Refusal
from . import files, news, policy, work_report


@dataclass(frozen=True, slots=True)
class Kind:
    """`split` finds the raw records of a file, `item` makes one into an Item or raises BadRecord."""

    label: str
    pattern: str
    split: Callable
    item: Callable


KINDS = {
    "news": Kind("新闻（JSONL）", "*.jsonl", files.json_lines, news.item),
    "policy": Kind("政策文件（JSONL）", "*.jsonl", files.json_lines, policy.item),
    "work_report": Kind("工作报告（文本）", "*.txt", files.whole_text, work_report.item),
}


def read(path: Path, kind: str) -> Iterator[Item | Refusal]:
    """Every record under `path`, in the order of the files. Raises FileNotFoundError with a Chinese text."""
    source = KINDS[kind]
    for file in files.list_files(path, source.pattern):
        for where, raw in source.split(file):
            if isinstance(raw, Refusal):
                yield raw
                continue
            try:
                yield source.item(where, raw)
            except BadRecord as error:
                yield Refusal(where, str(error))

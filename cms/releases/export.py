"""The list as a table for a spreadsheet."""

import csv

from django.http import StreamingHttpResponse
from django.utils import timezone

from .board import rows_of

HEADER = (
    "版本",
    "上线时间",
    "种类",
    "什么",
    "谁",
    "为什么",
    "写入文件",
    "删除文件",
    "页数",
    "用时（秒）",
    "问题",
    "验证",
)
CHUNK = 200
MARK = "\ufeff"  # spreadsheets read the file as UTF-8 only with this mark
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    def write(self, line: str) -> str:
        return line


def as_csv(releases, content: bool) -> StreamingHttpResponse:
    """Streamed, so that years of releases need no memory."""
    answer = StreamingHttpResponse(_lines(releases, content), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="releases-{timezone.localdate():%Y%m%d}.csv"'
    return answer


def _lines(releases, content: bool):
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(HEADER)
    for start in range(0, releases.count(), CHUNK):
        for row in rows_of(releases[start : start + CHUNK], content):
            at = timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
            cells = (row.name, at, row.label or "发布", row.what, row.who, row.why, row.written, row.removed)
            yield writer.writerow(
                [
                    _harmless(cell)
                    for cell in (*cells, row.pages, row.seconds, row.problems, row.verified.says)
                ]
            )


def _harmless(cell):
    """A text that a spreadsheet would run as a formula is shown as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell

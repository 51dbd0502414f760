"""How large a document may be and how long a PDF may take: rules of the house, and the limits they make."""

from foundation.rulebook.defaults import Default
from foundation.rulebook.reading import number

from .limits import Limits

RULES = [
    Default(
        "documents.max_characters",
        "一份文件正文最多几个字",
        "200000",
        "count",
        verb="system.settings",
        least=1000,
        most=500_000,
    ),
    Default(
        "documents.max_cells",
        "一份文件的表格最多几格",
        "20000",
        "count",
        verb="system.settings",
        least=100,
        most=200_000,
    ),
    Default(
        "documents.pdf_seconds",
        "写一份 PDF 最多占用处理器几秒",
        "60",
        "seconds",
        verb="system.settings",
        least=5,
        most=600,
    ),
    Default(
        "documents.pdf_memory_mb",
        "写一份 PDF 最多用几 MB 内存",
        "2000",
        "count",
        verb="system.settings",
        least=500,
        most=16_000,
    ),
    Default(
        "documents.template_kb",
        "上传的 Word 模板最大几 KB",
        "2048",
        "count",
        verb="system.settings",
        least=50,
        most=20_480,
    ),
]
PARTS = {"文书": RULES}


def limits_in_force() -> Limits:
    """What the book says today."""
    return Limits(
        characters=number("documents.max_characters"),
        cells=number("documents.max_cells"),
        seconds=number("documents.pdf_seconds"),
        memory_mb=number("documents.pdf_memory_mb"),
        template_kb=number("documents.template_kb"),
    )

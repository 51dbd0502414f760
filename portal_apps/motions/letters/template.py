"""Templates for the Word letter: the placeholders, the one we ship, and the check of those a unit hands in."""

import io
from functools import cache
from typing import Any

from docx import Document

from foundation.documents.limits import Limits
from foundation.documents.word.fill import PLACE, P, said, stories
from foundation.documents.word.package import Fault, faults_of_package

PLACES = {
    "标题": "关于……建议的答复，一行",
    "标题分行": "同上，按词意分好行",
    "办理结果": "办理结果：A",
    "文号": "发文字号",
    "签发人": "签发人：姓名",
    "称谓": "××代表：",
    "正文": "从“您提出的……收悉”到感谢语，含标题层次和表格",
    "单位": "答复单位",
    "单位居中": "同上，名称不长、与日期居中对齐时才有",
    "单位靠右": "同上，名称长、要靠右排时才有",
    "日期": "签发日期",
    "联系": "（联系单位：　联系人：　电话：）",
    "抄送": "抄送：……",
    "编号": "第41号建议",
    "二维码": "扫码查看办理情况",
    "机关标志": "红头，没有就不印",
}
PASSAGE, PICTURE = "正文", "二维码"
# each of these, or one way of writing it
NEEDED = (
    ("标题", "标题分行"),
    ("称谓",),
    ("正文",),
    ("单位", "单位居中"),
    ("日期",),
    ("办理结果",),
    ("编号",),
    ("二维码",),
)


def faults(data: bytes, limits: Limits) -> list[Fault]:
    """What is wrong with a template a unit hands in; empty when it may be used."""
    found = faults_of_package(data, limits)
    if found:
        return found
    try:
        document = Document(io.BytesIO(data))
        used = [(where, name) for where, name, fault in _read(document) if not fault]
        found = [fault for _, _, fault in _read(document) if fault]
    except Exception:  # whatever python-docx stumbles over in a file from outside
        return [Fault("文件", "打不开", "用 Word 或 WPS 打开后另存为 .docx 再传")]
    names = {name for _, name in used}
    found += [
        Fault("模板", f"缺少占位符 {{{{ {ways[0]} }}}}（{PLACES[ways[0]]}）", "在该出现的地方写上")
        for ways in NEEDED
        if not names & {*ways}
    ]
    return found or _try(data)


def _read(document: Any) -> list[tuple[str, str, Fault | None]]:
    """Every placeholder with where it stands, and what is wrong there."""
    made: list[tuple[str, str, Fault | None]] = []
    for story, part in stories(document):
        for number, paragraph in enumerate(part.element.iter(P), 1):
            text, where = said(paragraph), f"{story}第 {number} 段"
            names = PLACE.findall(text)
            made += [(where, name, _wrong(where, name, text)) for name in names]
            rest = PLACE.sub("", text)
            if any(sign in rest for sign in ("{{", "}}", "{%", "%}", "{#", "#}")):
                what = f"“{rest.strip()[:30]}”里的大括号不成对，或写了模板不认的语句"
                made.append((where, "", Fault(where, what, "只写 {{ 占位符 }}，名称见说明")))
    return made


def _wrong(where: str, name: str, text: str) -> Fault | None:
    if name not in PLACES:
        return Fault(where, f"不认识占位符 {{{{ {name} }}}}", f"可用的是：{'、'.join(PLACES)}")
    if name == PASSAGE and PLACE.sub("", text, count=1).strip():
        return Fault(where, "{{ 正文 }} 要独占一段", "把同一段里的其他文字移到别的段落")
    return None


def _try(data: bytes) -> list[Fault]:
    """Fill it once with a letter of ours: what breaks here would break on the day of signature."""
    from .sample import LETTER
    from .word import write

    try:
        write(LETTER, template=data)
    except Exception as trouble:
        return [
            Fault(
                "模板", f"试填时出错（{type(trouble).__name__}）", "从默认模板改起，或用 Word 打开后另存再传"
            )
        ]
    return []


@cache
def default_template() -> bytes:
    """The one we ship; units may download it and change it."""
    from .layout import build

    return build()

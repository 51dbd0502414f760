"""Words: forbidden ones keep an item back, sensitive and misspelt ones need a person's eye."""

from collections.abc import Iterator

from publishing.contract import Document, Issue

from .automaton import Hit
from .content import Content
from .context import CheckContext
from .report import error, excerpt, warning


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    if context.terms is None:
        return
    for passage in content.passages:
        seen = set()
        for hit in context.terms.find(passage.text):
            if hit.rule not in seen:
                seen.add(hit.rule)
                yield issue_of(hit, passage.field, passage.text)


def issue_of(hit: Hit, field: str, text: str) -> Issue:
    rule = hit.rule
    found = text[hit.start : hit.end]
    shown = excerpt(text, hit.start, hit.end)
    note = f"（{rule.note}）" if rule.note else ""
    if rule.kind == "forbidden":
        return error("forbidden_term", field, f"出现禁用词“{found}”{note}", "删去或改写这一处。", shown)
    if rule.kind == "misspelt":
        cure = f"如果确是笔误，改为“{rule.right}”。" if rule.right else "核对后改正。"
        return warning("misspelt_term", field, f"“{found}”可能有误{note}", cure, shown)
    return warning(
        "sensitive_term",
        field,
        f"出现敏感词“{found}”{note}",
        "核对语境；确需使用的，由审核人写明理由放行。",
        shown,
    )

"""Put all checks of an item together."""

from dataclasses import dataclass

from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number, rule_in_force

from ..models import PART_NAMES, PARTS, GateRule, Item
from ..sessions import filing_session, sitting
from ..states import Kind
from .sentences import found_in


@dataclass(frozen=True)
class Finding:
    """`sentence` is the one of the text that it is about; '' where it is about the whole. `fields` are parts not written."""

    key: str
    refuses: bool
    name: str
    message: str
    where: str = ""
    sentence: str = ""
    source: str = ""
    fields: tuple[str, ...] = ()


class GateRefused(Refused):
    """The gate found something; `findings` says what, where and why."""

    def __init__(self, found: list[Finding]) -> None:
        self.findings = found
        super().__init__("\n".join(_said(one) for one in found))


def findings(item: Item) -> list[Finding]:
    """What refuses first, then what warns. Asked while writing as well as when filing."""
    found = [*_form(item), *_words(item)]
    if item.kind == Kind.MOTION:
        found += _motion(item)
    return sorted(found, key=lambda one: not one.refuses)


def _form(item: Item) -> list[Finding]:
    text, found = item.text, []
    least, most = number("motions.text_least"), number("motions.text_most")
    length = text.length if text else 0
    if not least <= length <= most:
        said = f"正文现在 {length} 个字，要在 {least} 到 {most} 个字之间。"
        found.append(Finding("length", True, "字数", said, source="《代表法》第二十四条：明确具体"))
    missing = _missing(item)
    if missing:
        said = f"还没有写：{'、'.join(PART_NAMES[item.kind][name] for name in missing)}。"
        source = "《代表法》第十五条" if item.kind == Kind.MOTION else "《代表法》第二十四条"
        found.append(Finding("parts", True, "内容不全", said, source=source, fields=missing))
    if not item.no_secrets:
        said = "请声明不涉及国家秘密；涉及的按保密规定用纸质件提出。"
        found.append(Finding("declaration", True, "保密声明", said, source="《代表法》第八条"))
    return found


def _missing(item: Item) -> tuple[str, ...]:
    """A motion has all three parts; a suggestion says what is the matter and what to do."""
    optional = () if item.kind == Kind.MOTION else ("analysis",)
    text = item.text
    return tuple(
        name for name in PARTS if name not in optional and not (text and getattr(text, name).strip())
    )


def _motion(item: Item) -> list[Finding]:
    found = []
    least = rule_in_force("motion.min_sponsors")
    signed = item.sponsors.confirmed().count()
    if signed < int(least.typed):
        said = f"确认联名的代表 {signed} 名（含领衔），议案要 {least.typed} 名以上。"
        where = "可以继续邀请联名，或者改为提出建议。"
        found.append(Finding("sponsors", True, "联名人数", said, where, source=least.source))
    if filing_session(item) is None:
        over = "已经过了本次会议议案截止时间。" if sitting(item.term) else "现在是闭会期间。"
        said = f"{over}议案在大会会议期间、截止时间以前提出。"
        found.append(
            Finding("cutoff", True, "提出时间", said, "可以改为提出建议。", source="《地方组织法》第二十二条")
        )
    return found


def _words(item: Item) -> list[Finding]:
    text = item.text
    words = "。".join([item.title, *(part for _, part in text.parts())]) if text else item.title
    return [
        Finding(
            rule.key,
            rule.level == GateRule.Level.REFUSE,
            rule.name,
            rule.message,
            rule.where,
            sentence,
            rule.source,
        )
        for rule in GateRule.objects.filter(enabled=True)
        if (sentence := found_in(words, rule.words.splitlines(), rule.exceptions.splitlines()))
    ]


def _said(one: Finding) -> str:
    at = f"“{one.sentence}”——" if one.sentence else ""
    return f"{one.name}：{at}{one.message}{one.where}{f'（{one.source}）' if one.source else ''}"

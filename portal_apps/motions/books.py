"""The lists the office keeps by itself: what a row is, what may be changed, what must hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from django.db.models import Model

from foundation.rights.refusals import Refused

from .models import Category, GateRule, Guide, NumberSeries, OfficeText, ResultClass

LISTS = "suggestions.lists"
NAMES = {"n": 41, "year": 2026, "term": 16, "session": 3}  # what a pattern may name, with an example
LONGEST = 40  # characters of a number
DEEPEST = 3  # levels of categories


@dataclass(frozen=True)
class Book:
    """`closes` is what a row that is not used any more looks like; without it rows are neither added nor ended."""

    key: str
    name: str
    about: str
    model: type[Model]
    fields: tuple[str, ...]
    check: Callable[[Any], None]
    verb: str = LISTS
    closes: dict[str, bool] = field(default_factory=dict)
    blank: Callable[[], Any] = lambda: None

    def is_closed(self, row: Model) -> bool:
        return bool(self.closes) and all(getattr(row, name) == value for name, value in self.closes.items())


def sample_number(pattern: str) -> str:
    """第{n}号 → 第41号. Raises Refused for a pattern that cannot be a number."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        raise Refused("大括号不成对。例如：第{n}号。") from None
    used = [name for _, name, _, _ in parts if name is not None]
    if wrong := [name for name in used if name not in NAMES]:
        raise Refused(f"不认识“{wrong[0] or '{}'}”。可以用 {'、'.join(f'{{{name}}}' for name in NAMES)}。")
    if any(
        (spec and not (spec.isdecimal() and len(spec) <= 2)) or sign for _, name, spec, sign in parts if name
    ):
        raise Refused("冒号后面只写位数，例如 {n:03} 补零到三位。")
    if used.count("n") != 1:
        raise Refused("格式里要有一个 {n}，就是第几件。")
    made = pattern.format(**NAMES)
    if len(made) > LONGEST:
        raise Refused(f"编号最多 {LONGEST} 个字，这样写出来有 {len(made)} 个。")
    return made


def _series(row: NumberSeries) -> None:
    sample_number(row.pattern)


def _category(row: Category) -> None:
    if not row.name.strip():
        raise Refused("请填分类的名称。")
    line = row.line()
    if row.pk and row.parent and any(one.pk == row.pk for one in row.parent.line()):
        raise Refused("不能移到自己的下级里面。")
    if len(line) + _depth_below(row) > DEEPEST:
        raise Refused(f"分类最多 {DEEPEST} 级。")
    if row.closed and row.pk and row.parts.filter(closed=False).exists():
        raise Refused("它下面还有在用的分类，请先移走或者停用那些。")
    if not row.closed and row.parent and row.parent.closed:
        raise Refused("上一级已经停用，请先换一个上一级。")


def _depth_below(row: Category) -> int:
    parts = list(row.parts.all()) if row.pk else []
    return 1 + max(map(_depth_below, parts)) if parts else 0


def _gate(row: GateRule) -> None:
    if row.enabled and not any(line.strip() for line in row.words.splitlines()):
        raise Refused("至少写一个词语，一行一个。")
    if not row.source.strip() or not row.message.strip():
        raise Refused("请写依据，和对代表说明的理由。")


def _nothing(row: Model) -> None:
    """Nothing beyond what the form looks at."""


def _new_gate() -> GateRule:
    return GateRule(key=f"own-{GateRule.objects.order_by('pk').values_list('pk', flat=True).last() or 0}")


BOOKS = {
    book.key: book
    for book in (
        Book(
            "series",
            "编号规则",
            "受理、登记时自动编号。改了格式只管以后的；给过的编号不再用第二次。",
            NumberSeries,
            ("pattern", "restart"),
            _series,
        ),
        Book(
            "categories",
            "分类",
            "一棵树。停用的不能再选，已经分到里面的各件不变。",
            Category,
            ("name", "parent", "order", "closed"),
            _category,
            closes={"closed": True},
            blank=Category,
        ),
        Book(
            "classes",
            "办理结果分类",
            "五种情形各用哪个字母、要不要跟踪落实。以前答复的字母不变。",
            ResultClass,
            ("letter", "tracked"),
            _nothing,
        ),
        Book(
            "gate",
            "提出前的检查",
            "代表提出以前看哪些词语，说什么，请到哪里去办。",
            GateRule,
            ("name", "level", "words", "exceptions", "message", "where", "source", "enabled"),
            _gate,
            closes={"enabled": False},
            blank=_new_gate,
        ),
        Book(
            "guides",
            "写作提示和提纲",
            "代表写建议、议案时每一栏旁边的话，和空着时可以套用的提纲。",
            Guide,
            ("help", "scaffold"),
            _nothing,
        ),
        Book(
            "texts",
            "答复的提示和范文",
            "拟答复时旁边的提示，和可以套用的范文。",
            OfficeText,
            ("place", "title", "text", "order", "closed"),
            _nothing,
            closes={"closed": True},
            blank=OfficeText,
        ),
    )
}

"""A release as the list shows it: what, who, why, in the words of the house."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from publishing.services import ChangeLine, changes_of, kept_releases, served_release

VERBS = {
    "publish": "发布",
    "withdraw": "撤稿",
    "unpublish": "下线",
    "move": "移动",
    "delete": "删除",
    "touch": "随之更新",
    "day": "换日期",
    "raise": "全站公告",
    "end": "撤公告",
    "identity": "改网站信息",
    "backdate": "改首次发布时间",
}
SHOWN = 3  # titles in one line


@dataclass(frozen=True, slots=True)
class Verified:
    says: str
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: int
    at: datetime
    label: str
    what: str
    who: str
    why: str
    problems: int
    written: int
    removed: int
    pages: int
    seconds: float
    verified: Verified
    is_current: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A change on the screen of one release, with the way to its text."""

    change: ChangeLine
    says: str
    edit_path: str


def rows_of(releases, content: bool) -> list[Row]:
    """Rows of some releases, in their order. Without `content` they hold figures only."""
    served, kept = served_release(), kept_releases()
    return [row_of(release, served, kept, content) for release in releases]


def row_of(release, served: str, kept: set[str], content: bool) -> Row:
    changes = changes_of(release, SHOWN + 1) if content else []
    people = dict.fromkeys(change.by for change in changes if change.by)
    reasons = dict.fromkeys(change.reason for change in changes if change.reason)
    rollback = release.kind == release.Kind.ROLLBACK
    what = say_what(changes, release.change_count) if content else f"{release.change_count} 处改动"
    return Row(
        name=release.name,
        number=release.number,
        at=release.activated_at,
        label="回退" if rollback else "紧急" if any(change.urgent for change in changes) else "",
        what=f"回到 {release.shows} 的内容" if rollback else what,
        who=str(release.by) if release.by else "、".join(list(people)[:2]),
        why=release.reason or "；".join(list(reasons)[:1]),
        problems=len(release.problems),
        written=release.written,
        removed=release.removed,
        pages=release.pages,
        seconds=release.seconds,
        verified=verified(release),
        is_current=release.name == served,
        is_kept=release.name in kept,
    )


def lines_of(release, limit: int) -> list[Line]:
    return [Line(change, verb_of(change), _edit_path(change)) for change in changes_of(release, limit)]


def _edit_path(change: ChangeLine) -> str:
    family, _, number = change.document_id.partition(":")
    return reverse("editorial:review", args=[number]) if family == "page" and number.isdigit() else ""


def say_what(changes: list[ChangeLine], count: int) -> str:
    """The first titles, each once, and how many changes there were. What readers never saw has none to tell."""
    known = [change for change in changes if change.title != change.document_id] or changes
    said = list(dict.fromkeys(f"{verb_of(change)}《{change.title}》" for change in known))[:SHOWN]
    if not said:
        return "没有记录的改动（程序、主题或设置变了）"
    return "，".join(said) + (
        f"，共 {count} 处改动" if count > len(changes) or len(said) < len(known) else ""
    )


def verb_of(change: ChangeLine) -> str:
    return VERBS.get(change.verb, change.verb)


def verified(release) -> Verified:
    if release.verified_at is None:
        return Verified("还没有验证", "quiet")
    if release.faults:
        return Verified(f"{len(release.faults)} 处不符", "red")
    return Verified("一致", "green")

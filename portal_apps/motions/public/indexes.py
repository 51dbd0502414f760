"""Pages that lead to items: the front, lists, the figures of a year, the files of open data."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.conf import settings

from foundation.rulebook.reading import rule_value
from portal_apps.deputies.models import Session
from publishing.contract import Asset, Document
from publishing.services import sign

from ..models import Event, Item
from ..open_data.files import LICENCE, File, files_of
from ..years import with_year, year_of
from .changes import DATA
from .facts import HOME, OFFICE, line_of, record_of
from .feed import FEED, as_atom, newest_replies, reply_line
from .figures import figures, years
from .lists import FRONT, Listing, listings_of
from .rules import EVALUATION
from .selecting import for_lists, for_pages, public_items, sessions
from .store import keep

COLUMN = "/daibiao/jianyi/"  # the column of the public site that leads to the front
NEWEST = 15
DATA_HOME = f"{HOME}data/"


def front() -> Document:
    """Sessions, the newest items and replies, the figures, the data."""
    replies = newest_replies()
    newest = for_lists(public_items()).order_by("-published_at", "-pk")[:NEWEST]
    count = public_items().count()
    return _page(
        FRONT,
        "motion_front",
        HOME,
        "议案建议公开",
        f"代表提出的议案、建议，办理、答复和落实的全过程，共公开 {count} 件。" if count else EMPTY,
        {
            "list_of": COLUMN,
            "description": "代表提出的议案、建议和办理、答复、落实情况",
            "count": count,
            "sessions": [_session_line(one) for one in sessions()],
            "newest": [line_of(one) for one in newest],
            "replies": [reply_line(one) for one in replies],
            "figures": figure_links(),
            "feed": FEED,
            "data": DATA_HOME,
        },
        (keep(FEED, as_atom(replies)),),
    )


EMPTY = "现在没有公开的议案、建议。"


def _session_line(session: Session) -> dict[str, Any]:
    listing = Listing(session.pk)
    return {"name": str(session), "path": listing.path, "count": listing.items().count()}


def listing(of: Listing) -> Iterator[Document]:
    """Nothing for a list without a line: the ledger of addresses answers for it."""
    items = list(of.items())
    if not items:
        return
    session, name = str(items[0].session), of.name()
    title = f"{session}议案建议" + (f"：{name}" if name else "")
    yield _page(
        of.id,
        "motion_list",
        of.path,
        title,
        f"{title}，公开 {len(items)} 件。",
        {
            "home": HOME,
            "session": session,
            "whole": Listing(of.session).path,
            "name": name,
            "rows": [line_of(one) for one in items],
            "categories": _beside(of, items, "c"),
            "units": _beside(of, items, "u"),
        },
    )


def _beside(of: Listing, items: list[Item], by: str) -> list[dict[str, Any]]:
    """From the list of a session to its parts, with how many each has; a part leads back to the whole only."""
    if of.by:
        return []
    counts: dict[Listing, int] = {}
    for item in items:
        for one in listings_of(item):
            if one.by == by:
                counts[one] = counts.get(one, 0) + 1
    named = [{"name": one.name(), "path": one.path, "count": count} for one, count in counts.items()]
    return sorted(named, key=lambda one: (-one["count"], one["name"]))


def links_of(item: Item) -> list[dict[str, str]]:
    """From an item to the lists it stands in, the session's and the nearest category's: more of the kind."""
    found = listings_of(item)
    whole = [{"title": f"{item.session}全部", "path": one.path} for one in found if not one.by]
    own = item.category_id
    same = [
        {"title": f"同类：{item.category}", "path": one.path}
        for one in found
        if (one.by, one.of) == ("c", own)
    ]
    return whole + same


def year_links(item: Item) -> list[dict[str, str]]:
    year = year_of(item)
    return [{"title": f"{year} 年办理数字", "path": figures_path(year)}]


def of_year(name: str) -> Iterator[Document]:
    year = _year(name)
    if year not in years():
        return
    counted = figures(year)
    title = f"{year} 年议案建议办理数字"
    yield _page(
        name,
        "motion_figures",
        figures_path(year),
        title,
        "每个比例都写明分子和分母；没有评价的单独列出。",
        {"home": HOME, "figures": counted, "others": [one for one in figure_links() if one["year"] != year]},
    )


def figures_path(year: int) -> str:
    return f"{HOME}figures/{year}/"


def figure_links() -> list[dict[str, Any]]:
    return [{"year": year, "title": f"{year} 年", "path": figures_path(year)} for year in years()]


def data(name: str) -> Iterator[Document]:
    """The page about open data, or that of one year with its files."""
    known = years()
    common: dict[str, Any] = {"home": HOME, "licence": LICENCE, "api": settings.OPEN_DATA_URL}
    if name == DATA:
        links = [{"title": f"{year} 年", "path": f"{DATA_HOME}{year}/"} for year in known]
        about = common | {"years": links}
        yield _page(DATA, "motion_data", DATA_HOME, "议案建议开放数据", "按年度下载，有签名可以核对。", about)
        return
    year = _year(name)
    if year not in known:
        return
    files = list(files_of(year, records_of(year), OFFICE, sign))
    assets = tuple(keep(f"{DATA_HOME}{year}/{one.name}", one.data) for one in files)
    about = common | {
        "year": year,
        "above": DATA_HOME,
        "files": [_file(*one) for one in zip(files, assets, strict=True)],
    }
    yield _page(
        name,
        "motion_data",
        f"{DATA_HOME}{year}/",
        f"{year} 年议案建议开放数据",
        "数据文件和核对办法。",
        about,
        assets,
    )


def records_of(year: int) -> list[dict[str, Any]]:
    """Of everything public that was handed in in a year, in the order it was."""
    policy = str(rule_value(EVALUATION))
    items = for_pages(with_year(public_items()).filter(of_year=year)).order_by("submitted_at", "pk")
    return [record_of(one, policy) for one in items]


def _file(file: File, asset: Asset) -> dict[str, Any]:
    return {"name": file.name, "path": asset.path, "size": asset.size, "sha256": asset.sha256}


def _year(name: str) -> int:
    text = name.rsplit(":", 1)[1]
    return int(text) if text.isdigit() else 0


def _page(
    name: str,
    kind: str,
    path: str,
    title: str,
    summary: str,
    about: dict[str, Any],
    assets: tuple[Asset, ...] = (),
) -> Document:
    """Dated by the decisions to publish, never by the clock."""
    return Document(
        id=name,
        kind=kind,
        locale="zh-hans",
        path=path,
        title=title,
        summary=summary,
        source=OFFICE,
        published=_first(),
        data=about,
        assets=assets,
    )


def _first() -> str:
    at = Event.objects.filter(verb="publish").earliest("at").at
    return at.astimezone(UTC).isoformat(timespec="seconds")

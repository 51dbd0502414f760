"""What each template is given (docs/theme.md), made from the samples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from . import samples
from .samples import AS_OF, DAYS, UPDATED, Fill

MENU = (
    ("要闻", "news", "工作动态"), ("公告", "notices", "通知公告"), ("会议", "meetings", "会议公开"), ("立法", "laws", "立法公开"),
    ("监督", "supervision", "监督公开"), ("代表", "deputies", "代表工作"), ("决议决定", "decisions", "政策文件"),
    ("联络站", "stations", "代表工作"), ("任免", "appointments", "通知公告"), ("概况", "about", "概况信息"),
)  # fmt: skip
ENGLISH_MENU = (
    ("News", "news", "工作动态"),
    ("Legislation", "laws", "立法公开"),
    ("About", "about", "概况信息"),
)


@dataclass
class Page:
    """One page to render: file name, template, context."""

    name: str
    template: str
    context: dict[str, Any]


def menu(fill: Fill) -> list[dict[str, str]]:
    home = "/en/" if fill.english else "/"
    return [
        {"id": f"page:{100 + n}", "title": title, "short_name": title, "path": f"{home}{slug}/", "type": kind}
        for n, (title, slug, kind) in enumerate(ENGLISH_MENU if fill.english else MENU)
    ]


def site(fill: Fill) -> dict[str, Any]:
    home = "/en/" if fill.english else "/"
    full = fill.name != "empty"
    return {
        "short_name": "示例市人大常委会",
        "full_name": "示例市人民代表大会常务委员会",
        "english_name": "Standing Committee of Shili Municipal People's Congress",
        "seal_text": "示例人大",
        "domain": "www.example.gov.cn",
        "organiser": "示例市人大常委会办公厅",
        "address": "示例市中心区人民路 1 号" if full else "",
        "telephone": "0000-0000 0000（工作日 08:30—17:30）" if full else "",
        "postcode": "000000" if full else "",
        "icp_number": "示ICP备00000000号-1" if full else "",
        "police_number": "示公网安备 00000000000000 号" if full else "",
        "site_id_code": "",
        "party_organ_mark_url": "",
        "report_url": "https://report.example.gov.cn/" if full else "",
        "home_path": home,
        "search_path": f"{home}search/",
        "tags_path": f"{home}tags/",
        "sitemap_path": f"{home}sitemap/",
        "menu": menu(fill) if full else [],
        "footer": [{"title": item["title"], "links": [item] * 3} for item in menu(fill)[1:4]] if full else [],
        "columns": [],
    }


def card(fill: Fill, number: int, kind: str = "news", pictured: bool = False) -> dict[str, Any]:
    column = menu(fill)[number % len(menu(fill))]
    return {
        "id": f"page:{number}",
        "kind": kind,
        "path": f"/news/2026/1120/{number}/",
        "title": samples.title(fill, number),
        "subtitle": "",
        "summary": "清河流域保护条例执法检查报告将提请常委会审议，问题清单同步向社会公开。"
        if pictured
        else "",
        "published": f"{DAYS[number % len(DAYS)]}T01:00:00+00:00",
        "column_id": column["id"],
        "column_title": column["title"],
        "column_path": column["path"],
        "picture": samples.picture(fill.pictures[number % len(fill.pictures)]) if pictured else None,
        "tags": [],
        "data": samples.data_of(kind, fill),
    }


def cards(fill: Fill, kind: str = "news", every: int = 0, limit: int = 99) -> list[dict[str, Any]]:
    made = [card(fill, n, kind, bool(every) and n % every == 0) for n in range(min(fill.cards, limit))]
    return sorted(made, key=lambda one: one["published"], reverse=True)


def drafts(fill: Fill) -> list[dict[str, Any]]:
    names = ("2027 年度立法计划项目征集", "示例市养老服务条例（草案）", "示例市城市更新条例（草案修改稿）")
    made = cards(fill, "legislative", limit=3)
    for one, name, closes in zip(made, names, ("2026-11-25", "2026-12-04", "2026-12-18"), strict=False):
        one["data"] = {**one["data"], "closes_on": closes}
        one["title"] = fill.title or (one["title"] if fill.english else name)
    return made


def column_card(item: dict[str, str]) -> dict[str, Any]:
    data = {
        "description": f"{item['title']}：常委会工作报道",
        "column_type": item["type"],
        "short_name": item["short_name"],
    }
    return {
        **item,
        "description": data["description"],
        "data": data,
        "kind": "column",
        "published": "",
        "picture": None,
    }


def view(fill: Fill, name: str, title: str, column: int = 0) -> dict[str, Any]:
    home = "/en/" if fill.english else "/"
    items = menu(fill)
    path = home if name == "home" else f"{home}page/{name}/"
    steps = [
        {"title": "Home" if fill.english else "首页", "path": home},
        {"title": items[column]["title"], "path": items[column]["path"]},
    ]
    other = (
        {"locale": "zh-hans", "lang": "zh-Hans-CN", "title": "中文", "path": f"/{name}/"}
        if fill.english
        else {"locale": "en", "lang": "en", "title": "English", "path": f"/en/{name}/"}
    )
    return {
        "path": path,
        "canonical": f"https://www.example.gov.cn{path}",
        "title": f"{title} _ 示例市人大常委会",
        "description": "市人大常委会公开的会议、立法、监督、代表工作",
        "section": items[column]["id"],
        "breadcrumb": [] if name == "home" else steps,
        "alternates": [] if fill.name == "empty" else [other],
        "meta": [{"name": "SiteName", "content": "示例市人大常委会"}, {"name": "SiteDomain", "content": "www.example.gov.cn"}],
        "feeds": [{"title": "Atom", "path": "/feeds/news.atom", "type": "application/atom+xml"}, {"title": "RSS", "path": "/feeds/news.rss", "type": "application/rss+xml"}],
        "json_ld": '{"@context":"https://schema.org","@type":"NewsArticle","headline":"a<b"}',
        "noindex": False,
        "tags": [{"slug": t.slug, "name": t.name, "path": f"{home}tags/{t.slug}/"} for t in samples.tags(fill)],
    }  # fmt: skip


def shared(fill: Fill, name: str, title: str, column: int = 0) -> dict[str, Any]:
    known = {f"page:{n}": card(fill, n) for n in range(1, 8)}
    if fill.name in ("huge", "english"):
        known[f"notice:{fill.locale}"] = card(fill, 0, "site_notice")
    return {
        "SITEURL": "https://www.example.gov.cn",
        "locale": fill.locale,
        "lang": "en" if fill.english else "zh-Hans-CN",
        "site": site(fill),
        "view": view(fill, name, title, column),
        "as_of": AS_OF,
        "updated": UPDATED,
        "card": known.get,
    }


def item_pages(fill: Fill) -> Iterator[Page]:
    templates = {"news": "item", "notice": "item", "legislative": "legislative", "policy": "policy", "meeting": "meeting", "picture_story": "picture_story", "page": "plain", "site_notice": "site_notice"}  # fmt: skip
    for kind, template in templates.items():
        doc = samples.document(kind, fill)
        extra = {
            "doc": doc,
            "column": column_card(menu(fill)[0]),
            "related": cards(fill, limit=4),
            "newer": card(fill, 1) if fill.cards else None,
            "older": card(fill, 2) if fill.cards else None,
        }
        yield Page(kind, template, {**shared(fill, kind, doc.title), **extra})


def home_page(fill: Fill) -> Page:
    stocked = fill.cards > 0
    extra = {
        "doc": samples.document("home", fill),
        "lead": cards(fill, every=1, limit=3),
        "sections": [{"column": column_card(i), "cards": cards(fill, every=2)} for i in menu(fill)]
        if stocked
        else [],
        "drafts": drafts(fill),
        "notices": cards(fill, "notice", limit=6),
        "meetings": cards(fill, "meeting", limit=4),
        "topics": cards(fill, "topic", every=1, limit=4),
        "stories": cards(fill, "picture_story", every=1, limit=3),
    }
    if stocked and not fill.title and not fill.english:
        extra["lead"][0]["title"] = "名城保护新条例获批准 明年三月一日起施行"
        extra["lead"][0]["summary"] = samples.document("news", fill).summary
        for one, name in zip(
            extra["topics"],
            ("清河流域保护执法检查", "民生实事项目票决制", "联络站在您身边", "名城保护立法全过程"),
            strict=False,
        ):
            one["title"] = name
    return Page("home", "home", {**shared(fill, "home", "示例市人大常委会"), **extra})


def list_pages(fill: Fill) -> Iterator[Page]:
    archives = [f"/news/archive/{n}/" for n in range(1, fill.cards)]
    head = {"number": 0, "newer": "", "older": archives[-1] if archives else "", "archives": archives}
    frozen = {"number": 3, "newer": "/news/archive/4/", "older": "/news/archive/2/", "archives": []}
    children = [column_card(i) for i in menu(fill)[1:4]] if fill.cards else []
    doc = samples.document("column", fill)
    doc = {
        "id": doc.id,
        "title": fill.title or menu(fill)[0]["title"],
        "data": {"description": "会议、立法、监督、代表工作的新闻报道"},
    }
    for name, pager in (("column", head), ("archive", frozen)):
        extra = {"doc": doc, "cards": cards(fill, every=4), "pager": pager, "children": children}
        yield Page(name, "column", {**shared(fill, name, doc["title"]), **extra})
    tag = {"slug": "t1", "name": "清河流域", "path": "/tags/t1/"}
    yield Page(
        "tag",
        "tag",
        {**shared(fill, "tag", "清河流域"), "tag": tag, "cards": cards(fill, every=5), "pager": head},
    )
    counted = [
        {"slug": t.slug, "name": t.name, "path": f"/tags/{t.slug}/", "count": 3} for t in samples.tags(fill)
    ]
    yield Page("tags", "tags", {**shared(fill, "tags", "标签"), "tags": counted})
    yield _topic_page(fill)
    tree = (
        [{**column_card(i), "children": children, "latest": cards(fill, limit=3)} for i in menu(fill)]
        if fill.cards
        else []
    )
    yield Page("sitemap", "sitemap", {**shared(fill, "sitemap", "网站地图"), "tree": tree})


def _topic_page(fill: Fill) -> Page:
    groups = [{"title": name, "cards": cards(fill, every=3, limit=5)} for name in ("执法检查", "条例与解读")]
    topic = samples.document("topic", fill)
    return Page(
        "topic",
        "topic",
        {
            **shared(fill, "topic", topic.title),
            "doc": topic,
            "groups": groups if fill.cards else [],
            "article": None,
        },
    )


def other_pages(fill: Fill) -> Iterator[Page]:
    hits = [
        {
            **one,
            "snippet": Markup(
                "新增 86 处，全市挂牌<mark>历史建筑</mark>达到 412 处，名录附测绘图和保护责任人"
            ),
        }
        for one in cards(fill)
    ]
    facets = [{"id": i["id"], "title": i["title"], "count": 12} for i in menu(fill)[:5]] if hits else []
    found = {
        "query": fill.title or "历史建筑",
        "results": hits,
        "total": 128 if hits else 0,
        "page": 2,
        "pages": 13 if hits else 0,
    }
    yield Page(
        "search", "search", {**shared(fill, "search", "搜索"), **found, "column_filter": "", "facets": facets}
    )
    dated = {"order": "time", "since": "2026-01-01", "until": "2026-11-22", "capped": True}
    yield Page(
        "search_dated",
        "search",
        {**shared(fill, "search", "搜索"), **found, **dated, "column_filter": "", "facets": facets},
    )
    blank = {"query": "", "results": [], "total": 0, "page": 1, "pages": 0, "column_filter": "", "facets": []}
    yield Page("search_blank", "search", {**shared(fill, "search", "搜索"), **blank})
    yield Page("search_busy", "search", {**shared(fill, "search", "搜索"), **blank, "busy": True})
    yield Page("gone", "gone", {**shared(fill, "gone", "已撤下"), "gone": samples.gone(fill)})
    yield Page("not_found", "not_found", shared(fill, "not_found", "没有这个页面"))


def pages(fill: Fill) -> Iterator[Page]:
    """Every template with every kind of content it can meet, in this fill."""
    yield home_page(fill)
    yield from item_pages(fill)
    yield from list_pages(fill)
    yield from other_pages(fill)

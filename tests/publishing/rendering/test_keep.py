"""`{% keep %}`: remembered parts never change a page, and what they depended on is not forgotten."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from publishing.planning.kit import Kit, PageSpec
from publishing.planning.plan import make_plan
from publishing.planning.site import Site
from publishing.rendering.environment import render_text
from publishing.rendering.keep import Memory
from publishing.rendering.render import Renderer, pelican_settings
from publishing.rendering.theme import Theme, load_theme
from publishing.snapshot import Snapshot

from ..factory import SITE_URL, column, gone, home, identity, item, picture, rich, tags

REAL_THEME = Path(__file__).resolve().parents[3] / "site_theme"


SPECIAL = (
    (
        "legislative",
        "法规草案征求意见",
        {"info_type_label": "草案", "closes_on": "2026-12-01", "opens_on": "2026-11-01"},
    ),
    ("policy", "决定", {"policy_type_label": "决议", "document_number": "示人发〔2026〕1号"}),
    (
        "meeting",
        "第三次会议",
        {"starts_at": "2026-11-25T01:00:00+00:00", "agenda": [], "meeting_name": "第三次会议"},
    ),
    ("picture_story", "图片新闻", {"pictures": []}),
)


def varied_site() -> list:
    """Every kind of page, in two languages, with and without pictures, tags, neighbours, translations."""
    special = [
        item(100 + place, "page:notices", kind=kind, title=title, tags=tags("立法"), data=data)
        for place, (kind, title, data) in enumerate(SPECIAL)
    ]
    groups = [{"title": "一", "documents": ["page:2"]}]
    return [
        identity(site_id_code="0000000000"),
        home(),
        column("news", "要闻"),
        column("deep", "深度", parent="page:news"),
        column("notices", "通知公告", position=1, in_menu=False),
        column("empty", "空栏目", position=2),
        replace(item(400, "", path="/about/", title="关于"), kind="page", sequence=0),
        *(ordinary(number) for number in range(1, 50)),
        *special,
        *english(),
        item(300, "page:news", kind="topic", title="专题", data={"groups": groups}),
        standing_notice(),
    ]


def ordinary(number: int):
    """An item that is like its neighbours in some things and unlike them in others."""
    related = {"type": "related", "value": {"title": "", "documents": ["page:1"]}}
    return item(
        number,
        "page:deep" if number % 3 == 0 else "page:news",
        tags=tags("立法", "监督") if number % 2 else (),
        picture=picture() if number % 5 == 0 else None,
        body=(rich(f"<p>正文{number}</p>"), related),
    )


def english() -> list:
    story = {"path": "/en/news/200/", "title": "A story", "translations": {"zh-hans": "page:7"}}
    return [
        identity("en"),
        home("en"),
        column("en-news", "News", locale="en"),
        item(200, "page:en-news", locale="en", **story),
    ]


def standing_notice():
    data = {"level": "urgent", "link": ""}
    about = {"kind": "site_notice", "id": "notice:zh-hans", "path": "/notices/now/", "sequence": 0}
    return item(1, "", title="停水通知", data=data, **about)


@pytest.fixture(scope="module")
def kit(tmp_path_factory) -> Kit:
    with Snapshot(tmp_path_factory.mktemp("kept") / "snapshot.sqlite3") as snapshot:
        for document in varied_site():
            snapshot.put(document)
        snapshot.put_gone(gone(item(500)))
        snapshot.set_meta("as_of", "2026-11-22")
        site = Site.load(snapshot)
        bodies = {name: snapshot.body(name) for name in site.heads}
    site.body, site.ledger = bodies.__getitem__, None
    site.former = lambda document_id: None
    return Kit(site, load_theme(REAL_THEME), SITE_URL)


def rendered(kit: Kit, specs: list[PageSpec], memory: bool) -> dict[str, tuple[str, set[str]]]:
    renderer = Renderer(kit, kit.theme.env, pelican_settings(str(REAL_THEME), "/", "/", SITE_URL))
    if not memory:
        kit.theme.page.memory = None
    return {
        spec.file: (renderer.template(spec, spec.make(renderer)), set(kit.theme.page.reads))
        for spec in specs
        if not kit.theme.page.start(spec.locale)
    }


def test_every_page_of_the_theme_is_the_same_with_and_without_the_memory(kit):
    specs = [spec for spec in make_plan(kit).values() if spec.template]
    templates = {file.stem for file in (REAL_THEME / "templates/pages").iterdir()}
    assert {Path(spec.template).name for spec in specs} == templates
    plain = rendered(kit, specs, memory=False)
    for seed in (1, 2, 3):
        shuffled = random.Random(seed).sample(specs, len(specs))
        kept = rendered(kit, shuffled, memory=True)
        assert [file for file in plain if plain[file] != kept[file]] == []


def small_theme(tmp_path: Path, **templates: str) -> Theme:
    theme = Theme(tmp_path)
    theme.env = theme.equip(Environment(loader=DictLoader(templates), autoescape=True))
    theme.page.memory = Memory()
    return theme


def test_a_part_is_made_once_for_equal_keys_and_again_for_others(tmp_path):
    theme = small_theme(tmp_path, page="{% keep name %}{{ name }}{{ made() }}{% endkeep %}{{ name }}")
    made = iter("abc")
    background = {"made": lambda: next(made)}
    texts = [render_text(theme.env, "page", {"name": name}, background) for name in ("x", "y", "x")]
    assert texts == ["xax", "yby", "xax"]


def test_another_language_never_gets_the_part_of_the_first(tmp_path):
    theme = small_theme(tmp_path, page="{% keep %}{{ locale }}{% endkeep %}")
    for locale in ("zh-hans", "en"):
        theme.page.start(locale)
        assert render_text(theme.env, "page", {}, {"locale": locale}) == locale


def test_cards_a_remembered_part_asked_for_count_for_every_page_that_shows_it(tmp_path):
    theme = small_theme(
        tmp_path, page="{% keep %}{{ ask('page:1') }}{% keep %}{{ ask('page:2') }}{% endkeep %}{% endkeep %}"
    )
    background = {"ask": lambda name: theme.page.reads.add(name) or name}
    for _ in range(2):
        theme.page.start("zh-hans")
        render_text(theme.env, "page", {}, background)
        assert theme.page.reads == {"page:1", "page:2"}


def test_a_part_that_fails_fails_again_and_leaves_the_next_page_whole(tmp_path):
    theme = small_theme(tmp_path, page="{% keep broken %}{{ 1 / (0 if broken else 1) }}{% endkeep %}")
    for _ in range(2):
        theme.page.start("zh-hans")
        with pytest.raises(ZeroDivisionError):
            render_text(theme.env, "page", {"broken": True}, {})
    theme.page.start("zh-hans")
    assert render_text(theme.env, "page", {"broken": False}, {}) == "1.0"

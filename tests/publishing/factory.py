"""Documents and a small site for tests of the publisher: no Django, no CMS."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publishing import build as engine
from publishing.contract import Asset, Document, Gone, Picture, Rendition, Tag
from publishing.holding import Holding
from publishing.paths import SitePaths
from publishing.release.activate import publisher_lock
from publishing.release.layout import walk
from publishing.release.signing import new_signer
from publishing.rendering.theme import load_theme
from publishing.snapshot import Snapshot

THEME = Path(__file__).parent / "theme"
SIGNER = new_signer("测试")
SITE_URL = "https://www.example.gov.cn"
IDENTITY = {
    "short_name": "示例市人大常委会",
    "full_name": "示例市人民代表大会常务委员会",
    "english_name": "Standing Committee of Shili Municipal People's Congress",
    "seal_text": "示例人大",
    "domain": "www.example.gov.cn",
    "organiser": "示例市人大常委会办公厅",
}


def identity(locale: str = "zh-hans", **data) -> Document:
    return Document(f"site:{locale}", "site", locale, "", IDENTITY["short_name"], data={**IDENTITY, **data})


def home(locale: str = "zh-hans", **more) -> Document:
    path = "/" if locale == "zh-hans" else f"/{locale}/"
    other = "en" if locale == "zh-hans" else "zh-hans"
    return Document(
        f"page:home-{locale}",
        "home",
        locale,
        path,
        "首页",
        translations={other: f"page:home-{other}"},
        data={"description": "公开网站", "lead": []},
        **more,
    )


def column(
    name: str, title: str, *, parent: str = "", position: int = 0, locale: str = "zh-hans", **data
) -> Document:
    base = "" if locale == "zh-hans" else f"/{locale}"
    facts = {
        "short_name": title[:2],
        "description": f"{title}的最新内容",
        "keywords": title,
        "column_type": "工作动态",
        "cadence": 14,
        "parent": parent,
        "in_menu": True,
        "position": position,
    }
    return Document(f"page:{name}", "column", locale, f"{base}/{name}/", title, data={**facts, **data})


def item(number: int, column_id: str = "page:news", *, kind: str = "news", **more) -> Document:
    """The `number`-th item ever published."""
    day = f"2026-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
    values = {
        "title": f"第{number}号工作动态",
        "sequence": number,
        "summary": f"摘要{number}",
        "source": "示例日报",
        "published": f"{day}T01:30:00+00:00",
        "updated": f"{day}T02:30:00+00:00",
        "column": column_id,
        "body": (rich(f"<p>常务委员会第{number}次会议在<strong>人民</strong>会堂举行。</p>"),),
        "data": {"news_type": "activity", "news_type_label": "工作动态"},
    }
    values["path"] = f"/{column_id.removeprefix('page:')}/{day[:4]}/{day[5:7]}{day[8:]}/{number}/"
    return Document(**{"id": f"page:{number}", "kind": kind, "locale": "zh-hans", **values, **more})


def rich(html: str) -> dict:
    return {"type": "rich_text", "value": {"html": html}}


def tags(*names: str) -> tuple[Tag, ...]:
    return tuple(Tag(slug=f"t{hashlib.sha256(name.encode()).hexdigest()[:6]}", name=name) for name in names)


def picture(path: str = "/media/a.jpg") -> Picture:
    size = Rendition(path, 800, 450, "image/jpeg")
    return Picture("会场", (size,), size)


def gone(document: Document, reason: str = "内容有误") -> Gone:
    return Gone(
        document.id, document.locale, document.path, document.title, "2026-11-22T00:00:00+00:00", reason
    )


class Publisher:
    """A site in a folder, published without Django."""

    def __init__(self, root: Path, theme: Path = THEME):
        self.paths = SitePaths(root)
        self.paths.prepare()
        self.setup = engine.Setup(self.paths, load_theme(theme), SITE_URL, signer=SIGNER)

    def publish(
        self,
        *documents: Document | Gone,
        drop: tuple[str, ...] = (),
        full: bool = False,
        as_of: str = "2026-11-22",
        moved=(),
        sets: Iterable[Iterable[str]] = (),
        override_links: str = "",
    ) -> engine.Built:
        with publisher_lock(self.paths), Snapshot(self.paths.snapshot) as snapshot:
            for document in documents:
                (snapshot.put_gone if isinstance(document, Gone) else snapshot.put)(document)
            for name in drop:
                snapshot.drop(name)
            if moved:
                snapshot.replace_moved("page", moved)
            snapshot.set_meta("as_of", as_of)
            snapshot.set_meta("sequence", str(int(snapshot.get_meta("sequence", "0")) + 1))
            groups = [frozenset(group) for group in sets]
            together = {name: group - {name} for group in groups for name in group}
            holding = Holding(snapshot, together)
            return engine.build(
                self.setup, snapshot, full=full, holding=holding, override_links=override_links
            )

    def rebuild(self) -> engine.Built:
        """Build whatever the snapshot holds, with nothing remembered."""
        with publisher_lock(self.paths), Snapshot(self.paths.snapshot) as snapshot:
            return engine.build(self.setup, snapshot)

    @property
    def current(self) -> Path:
        return self.paths.current

    def read(self, file: str) -> str:
        return (self.current / file).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file readers can get, with its bytes."""
        return {file: Path(place).read_bytes() for file, place in walk(self.current.resolve())}

    def store(self, data: bytes, path: str) -> Asset:
        sha256 = hashlib.sha256(data).hexdigest()
        (self.paths.assets / sha256).write_bytes(data)
        return Asset(path, sha256, len(data))


def small_site(count: int = 3) -> list[Document]:
    return [
        identity(),
        home(),
        column("news", "要闻"),
        column("notices", "通知公告", position=1),
        *(item(number) for number in range(1, count + 1)),
    ]


__all__ = ["Publisher", "column", "gone", "home", "identity", "item", "picture", "replace", "rich"]
__all__ += ["small_site", "tags"]

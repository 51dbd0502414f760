"""The site's own facts as documents: who runs it, and the links at its foot, one document per language."""

from collections.abc import Iterable, Iterator

from publishing.contract import Document

from ..models import ColumnPage, HomePage, PlainPage, SiteIdentity

FOOTER = {"zh-hans": "网站信息", "en": "About this site"}
INTERNAL = {"id", "site"}


def site_ids() -> list[str]:
    homes = HomePage.objects.filter(live=True, public_path__isnull=False)
    return [f"site:{code}" for code in homes.order_by("pk").values_list("locale__language_code", flat=True)]


def export_sites(ids: Iterable[str]) -> Iterator[Document]:
    for document_id in ids:
        code = document_id.partition(":")[2]
        home = HomePage.objects.filter(
            live=True, public_path__isnull=False, locale__language_code=code
        ).first()
        identity = SiteIdentity.objects.filter(site__is_default_site=True).first()
        if home and identity:
            yield _document(document_id, code, home, identity)


def _document(document_id: str, code: str, home: HomePage, identity: SiteIdentity) -> Document:
    facts = {f.name: getattr(identity, f.name) for f in identity._meta.fields if f.name not in INTERNAL}
    data = {**facts, **identity.in_language(code), "footer": _footer(code, home)}
    return Document(
        id=document_id,
        kind="site",
        locale=code,
        path=home.public_path or "",
        title=data["short_name"],
        summary=home.description,
        data=data,
    )


def _footer(code: str, home: HomePage) -> list[dict]:
    """Plain pages and columns that are a text themselves, in the order of the tree."""
    pages = list(PlainPage.objects.descendant_of(home).filter(live=True, public_path__isnull=False))
    columns = ColumnPage.objects.child_of(home).filter(live=True, cadence=0, public_path__isnull=False)
    pages += [column for column in columns if column.is_static_text]
    links = [{"title": page.title, "path": page.public_path} for page in sorted(pages, key=lambda p: p.path)]
    return [{"title": FOOTER[code], "links": links}] if links else []

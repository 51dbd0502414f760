"""Pages become documents: read in batches, one batch costs the same number of queries whatever its size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Model, prefetch_related_objects
from wagtail.models import Page

from publishing.contract import Document, Gone, Tag

from ..models import ColumnPage, PublicPage, public_models
from .blocks import Composer
from .kinds import CHILDREN, KINDS
from .lookup import Lookup
from .moments import moment
from .references import References
from .removals import emptied_columns, gone_pages

BATCH = 200


@dataclass(frozen=True)
class Draft:
    """A page as it would be published now, and the links that would stay plain text."""

    document: Document
    dead_links: tuple[str, ...]


def export_pages(ids: Iterable[str]) -> Iterator[Document | Gone]:
    """Documents of live pages, notes of withdrawn and deleted ones; nothing for what never was public."""
    numbers = iter(int(number) for _, _, number in (i.partition(":") for i in ids) if number.isdigit())
    while batch := list(islice(numbers, BATCH)):
        found = dict(_export(batch))
        yield from (found[pk] for pk in batch if pk in found)


def page_ids() -> Iterator[str]:
    """Every page that is or was public."""
    for model in public_models():
        known = model.objects.filter(public_path__isnull=False).order_by("pk")
        yield from (f"page:{pk}" for pk in known.values_list("pk", flat=True))
    yield from gone_pages()


def draft_document(page: PublicPage) -> Draft:
    """What readers would see if `page`, as it is in memory, were published. Nothing is stored but pictures."""
    references = _references([page])
    lookup = Lookup([page], references, draft=page)
    composer = Composer(lookup)
    return Draft(_document(page, composer), tuple(composer.dead_links))


def _export(numbers: list[int]) -> Iterator[tuple[int, Document | Gone]]:
    pages = list(_load(numbers))
    emptied = emptied_columns([p for p in pages if isinstance(p, ColumnPage)])
    shown = [p for p in pages if p.live and p.pk not in emptied]
    lookup = Lookup(shown, _references(shown))
    for page in shown:
        yield page.pk, _document(page, Composer(lookup))
    missing = [pk for pk in numbers if pk not in {p.pk for p in shown}]
    yield from gone_pages(missing, emptied).items() if missing else ()


def _load(numbers: list[int]) -> Iterator[PublicPage]:
    types = set(Page.objects.filter(pk__in=numbers).values_list("content_type", flat=True))
    for model in public_models():
        if _content_type(model) in types:
            rows = list(
                model.objects.filter(pk__in=numbers, public_path__isnull=False).select_related("locale")
            )
            if model in CHILDREN:
                prefetch_related_objects(rows, CHILDREN[model])
            yield from rows


def _content_type(model: type[Model]) -> int:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model).pk


def _references(pages: list[PublicPage]) -> References:
    references = References()
    for page in pages:
        references.add_image(getattr(page, "lead_image_id", None))
        if hasattr(page, "body"):
            references.add_body(page.body.get_prep_value())
        for child in getattr(page, CHILDREN[type(page)]).all() if type(page) in CHILDREN else ():
            references.add_image(getattr(child, "image_id", None))
            references.pages.update(pk for pk in [getattr(child, "page_id", None)] if pk)
    return references


def _document(page: PublicPage, composer: Composer) -> Document:
    lookup = composer.lookup
    kind, special = KINDS[type(page)]
    column = lookup.columns.get(page.path[: -page.steplen]) if kind != "column" else None
    picture = composer.picture(getattr(page, "lead_image_id", None), getattr(page, "lead_image_alt", ""))
    translations = lookup.translations.get(page.pk, {})
    return Document(
        id=page.document_id,
        kind=kind,
        locale=page.locale.language_code,
        path=page.public_path or page.build_public_path(),
        title=page.title,
        sequence=getattr(page, "sequence", None) or 0,
        **_said(page),
        published=moment(getattr(page, "published_on", None) or page.first_published_at),
        updated=moment(page.last_published_at),
        column=f"page:{column}" if column else "",
        tags=tuple(Tag(slug=tag.slug, name=tag.name) for tag in lookup.tags.get(page.pk, ())),
        picture=picture,
        body=composer.body(page.body.get_prep_value()) if hasattr(page, "body") else (),
        translations={code: f"page:{pk}" for code, pk in translations.items() if pk in lookup.paths},
        data=special(page, composer),
        assets=tuple(composer.assets[path] for path in sorted(composer.assets)),
    )


def _said(page: PublicPage) -> dict[str, str]:
    """The short texts, where this kind of page has them."""
    return {
        "subtitle": getattr(page, "subtitle", ""),
        "summary": getattr(page, "summary", "") or getattr(page, "description", ""),
        "source": getattr(page, "source", ""),
        "author": getattr(page, "author_name", ""),
        "editor": getattr(page, "responsible_editor", ""),
    }

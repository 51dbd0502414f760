"""Filed items as a collection of `foundation.similar`: who raised this before, and what became of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from foundation.similar.registry import Collection, Document, register_collection
from foundation.similar.services import changed

from .models import Item

NAME = "motions"


def _ids() -> Iterable[str]:
    return map(str, Item.objects.filed().values_list("pk", flat=True).iterator())


def _documents(ids: list[str]) -> Iterator[Document]:
    """The words as they were filed; drafts are nobody's to compare with."""
    for item in Item.objects.filed().filter(pk__in=ids).prefetch_related("texts"):
        text = next((one for one in reversed(item.texts.all()) if one.filed_at), None)
        words = "\n".join(part for _, part in text.parts()) if text else ""
        yield Document(str(item.pk), item.title, words)


def visible_to(user: Any) -> Callable[[list[str]], Iterable[str]]:
    """For `find(among=…)`: those of the ids that the person may read."""
    from .reach import readable

    return lambda ids: map(str, readable(user).filter(pk__in=ids).values_list("pk", flat=True))


def touch(item: Item) -> None:
    """In the transaction that changed it."""
    changed(NAME, item.pk)


def register() -> None:
    """Called once the apps are there."""
    register_collection(Collection(NAME, "议案建议", _ids, _documents))

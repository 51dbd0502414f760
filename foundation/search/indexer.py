"""What of an object is searchable: its texts with their boosts, related objects included."""

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

Texts = list[tuple[str, float]]


def as_text(value) -> str:
    """A field's value as one text; the parts of a list stay apart."""
    if isinstance(value, list | tuple):
        return " \n ".join(as_text(part) for part in value)
    if isinstance(value, dict):
        return " \n ".join(as_text(part) for part in value.values())
    return "" if value is None else force_str(value)


def searchable_texts(obj) -> tuple[Texts, Texts, Texts]:
    """(title, body, autocomplete) of an object. `title` is every search field of that name."""
    title: Texts = []
    body: Texts = []
    autocomplete: Texts = []
    for field, value in _fields(obj, obj.get_search_fields()):
        text = as_text(value)
        if isinstance(field, AutocompleteField):
            autocomplete.append((text, 1))
        elif field.field_name == "title":
            title.append((text, field.boost))
        else:
            body.append((text, field.boost))
    return title, body, autocomplete


def _fields(obj, fields):
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, field.get_value(obj)
        elif isinstance(field, RelatedFields):
            for related in _related(field.get_value(obj)):
                yield from _fields(related, field.fields)


def _related(value) -> list:
    if value is None:
        return []
    if isinstance(value, Manager):
        return list(value.all())
    return [value() if callable(value) else value]

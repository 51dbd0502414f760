"""Digests that tell whether something is the same without telling what it is: keyed, so that nobody can guess."""

import hashlib
import hmac
import json

from django.db import models

from .keys import ring

StateKey = tuple[str, str]


def keyed(text: str) -> str:
    """64 hexadecimal digits; the same text always gives the same ones."""
    return hmac.new(
        bytes.fromhex(ring().digests), text.encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()


def session_digest(key: str | None) -> str:
    """Which requests belong to one session, without giving the session away."""
    return keyed(f"session:{key}")[:16] if key else ""


def digest_of(instance: models.Model) -> str:
    """Digest of an object's own columns; empty while a column holds an expression only the database can work out."""
    values = {field.attname: _value(field, instance) for field in instance._meta.concrete_fields}
    if any(hasattr(value, "resolve_expression") for value in values.values()):
        return ""
    return keyed(
        json.dumps([instance._meta.label_lower, values], sort_keys=True, ensure_ascii=False, default=str)
    )


def _value(field: models.Field, instance: models.Model):
    """As the database would hold it, so that a number typed as text is the number read back."""
    value = field.value_from_object(instance)
    if value is None or hasattr(value, "resolve_expression"):
        return value
    prepared = field.get_prep_value(value)
    return prepared if prepared is None or isinstance(prepared, bool | int | str) else str(prepared)


def state_key(instance: models.Model) -> StateKey:
    """One name for a row, whichever of its classes somebody holds: a news item is its page."""
    return named_state(instance._meta.model, instance.pk)


def named_state(model: type[models.Model], pk) -> StateKey:
    top = model._meta.concrete_model or model
    while top._meta.parents:
        top = next(iter(top._meta.parents))
    return top._meta.label_lower, str(pk)


def object_key(instance: models.Model) -> str:
    """page:12 for a page of any kind, library.siteimage:7 for the rest."""
    label, pk = state_key(instance)
    return f"page:{pk}" if label == "wagtailcore.page" else f"{instance._meta.label_lower}:{pk}"

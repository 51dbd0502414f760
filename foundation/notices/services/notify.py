"""Say something to a person, in the transaction of the act it tells of."""

import hashlib
from typing import Any

from django.db import IntegrityError, transaction

from .. import registry
from ..models import Notice
from ..sending.plan import plan


def notify(
    person,
    template: str,
    object: Any = None,
    *,
    key: str = "",
    urgent: bool = False,
    by=None,
    **values: Any,
) -> Notice:
    """Write a message into the person's inbox and plan its copies outside; all of it in the caller's transaction.

    With a `key` ("clock:17:amber") it happens at most once per person, also when two processes try at the
    same moment; the message that is there already is returned. `urgent` overrides quiet hours and digests; a
    template may be urgent by itself. `by` is who caused it: that person sees whether it arrived.
    Raises MessageFault for a template nobody registered or a value that is missing: a fault of the program.
    """
    with transaction.atomic():
        made = _write(person, template, object, key, urgent, by, values)
        if key and (known := Notice.objects.filter(person=person, key=key).first()):
            return known
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if not key:
                raise
            return Notice.objects.get(person=person, key=key)
        plan(made)
        return made


def _write(person, template: str, thing: Any, key: str, urgent: bool, by, values: dict) -> Notice:
    written = registry.template(template)
    values = {"object": thing, **values}
    title = registry.fill(written.title, values, of=template)[: registry.TITLE_LIMIT]
    text = registry.fill(written.text, values, of=template)
    registry.fill(written.sms, {**dict.fromkeys(written.late, "—"), **values}, of=template)
    return Notice(
        person=person,
        template=template,
        kind=written.kind,
        key=key or None,
        object_key=_object_key(thing),
        title=title,
        text=text,
        url=registry.address(written, thing, values),
        sms_values={name: registry.spoken(values[name]) for name in written.stored_names},
        urgent=urgent or written.urgent,
        by=by if getattr(by, "pk", None) else None,
        digest=hashlib.sha256(f"{title}\n{text}".encode()).hexdigest(),
    )


def _object_key(thing: Any) -> str:
    """deadlines.clock:17, as the audit log writes it."""
    return f"{thing._meta.label_lower}:{thing.pk}"[:100] if hasattr(thing, "_meta") else ""

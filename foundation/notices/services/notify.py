"""Say something to people, in the transaction of the act it tells of."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from foundation.rights.rows import as_house

from .. import registry
from ..models import Notice
from ..sending.plan import plan

BATCH = 500


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
    return notify_many([worded(person, template, object, key=key, urgent=urgent, by=by, **values)])[0]


@as_house()  # whoever causes a message may not read the inbox it goes into
@transaction.atomic
def notify_many(messages: Iterable[Notice]) -> list[Notice]:
    """The same for many messages that were `worded` before, with a few statements for all of them.

    Returns, in the order of the messages, those in the inboxes: where a key was said already, the one that is there.
    """
    asked = list(messages)
    while True:
        known = _known(asked)
        made = {_name(one): one for one in asked if _name(one) not in known}
        try:
            with transaction.atomic():
                # in one order everywhere, so that two batches wait for each other and do not lock each other out
                Notice.objects.bulk_create(sorted(made.values(), key=_order), batch_size=BATCH)
        except IntegrityError:
            if _known(asked).keys() == known.keys():
                raise
            continue  # another process was faster with one of the keys: now it is known
        plan(list(made.values()))
        known |= made
        return [known[_name(one)] for one in asked]


def worded(
    person,
    template: str,
    object: Any = None,
    *,
    key: str = "",
    urgent: bool = False,
    by=None,
    **values: Any,
) -> Notice:
    """The message with its texts, not said yet. Raises MessageFault as `notify` does."""
    written = registry.template(template)
    values = {"object": object, **values}
    title = registry.fill(written.title, values, of=template)[: registry.TITLE_LIMIT]
    text = registry.fill(written.text, values, of=template)
    registry.fill(written.sms, {**dict.fromkeys(written.late, "—"), **values}, of=template)
    return Notice(
        person=person,
        template=template,
        kind=written.kind,
        key=key or None,
        object_key=_object_key(object),
        title=title,
        text=text,
        url=registry.address(written, object, values),
        sms_values={name: registry.spoken(values[name]) for name in written.stored_names},
        urgent=urgent or written.urgent,
        by=by if getattr(by, "pk", None) else None,
        digest=hashlib.sha256(f"{title}\n{text}".encode()).hexdigest(),
    )


def _known(asked: list[Notice]) -> dict[tuple, Notice]:
    """Messages with a key that stand in an inbox already, by person and key."""
    wanted = {_name(one) for one in asked if one.key}
    if not wanted:
        return {}
    people, keys = {person for person, _ in wanted}, {key for _, key in wanted}
    found = Notice.objects.filter(person_id__in=people, key__in=keys)
    return {_name(one): one for one in found if _name(one) in wanted}


def _name(message: Notice) -> tuple:
    """What makes it the same message; without a key it is like no other."""
    return (message.person_id, message.key) if message.key else (id(message),)


def _order(message: Notice) -> tuple:
    return message.person_id, message.key or ""


def _object_key(thing: Any) -> str:
    """deadlines.clock:17, as the audit log writes it."""
    return f"{thing._meta.label_lower}:{thing.pk}"[:100] if hasattr(thing, "_meta") else ""

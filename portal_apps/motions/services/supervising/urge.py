"""催办, one or many."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ...models import Handling, Urging
from ..acting import Act, perform


def urge(
    handling: Handling, *, by: User, words: str, seen: int | None = None, batch: uuid.UUID | None = None
) -> Handling:
    """The government's office urges its own units only. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if not act.thing.office_id and not may(by, "suggestions.supervise"):
            raise PermissionDenied(f"{act.thing.unit}不在政府系统，由代表工委催办。")
        Urging.objects.create(handling=act.thing, text=words.strip(), by=by, batch=batch or uuid.uuid4())
        act.detail["words"] = words.strip()

    return perform("urge", handling, by=by, change=change, seen=seen, words=words)


def urge_all(
    handlings: Iterable[Handling], *, by: User, words: str
) -> tuple[list[Handling], list[tuple[Handling, str]]]:
    """Row by row: whom it does not fit any more (answered meanwhile) is left out and named. Raises PermissionDenied."""
    done, left, batch = [], [], uuid.uuid4()
    for handling in sorted(handlings, key=lambda one: (one.item_id, one.pk)):
        try:
            with transaction.atomic():
                done.append(urge(handling, by=by, words=words, batch=batch))
        except Refused as refusal:
            left.append((handling, str(refusal)))
    return done, left

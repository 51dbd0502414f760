"""催办. Many at once: `services.many`, whose urgings share a mark."""

import uuid

from django.core.exceptions import PermissionDenied

from foundation.accounts.models import User
from foundation.rights.may import may

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

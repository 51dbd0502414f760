"""Through whom and for which unit an act came: kept with the event, while a message is being done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from portal_apps.motions.models import Handling
from portal_apps.motions.services.acting import said_along

from ..models import Peer


@contextmanager
def told_by(peer: Peer, payload: dict[str, Any], handling: Handling) -> Iterator[None]:
    unit = payload.get("unit") or str(handling.unit)
    token = said_along.set({"via": {"system": str(peer), "unit": unit, "message": payload["id"]}})
    try:
        yield
    finally:
        said_along.reset(token)

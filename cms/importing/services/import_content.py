"""Read a source and make its records into pages: each record whole or not at all, any number of times."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from cms.editorial.gate.services import gate_context
from cms.pages.services.setup_site import system_user
from foundation.audit.services import record
from foundation.rights.may import may

from ..indexing import indexing_by_hand
from ..records import BadRecord, Item, Refusal
from ..sources import read
from .take_item import take_item


@dataclass(slots=True)
class Result:
    """What an import did. `unchanged` records were imported before and have not changed since."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    published: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)
    stopped: bool = False

    def as_json(self) -> dict:
        return asdict(self)


def import_content(
    path: Path,
    kind: str,
    *,
    by,
    publish: bool = False,
    column: str = "",
    progress: Callable[[int, int, str], None] = lambda done, total, title: None,
) -> Result:
    """Import every record under `path`. Raises PermissionDenied, or FileNotFoundError with a Chinese text.

    Items are taken in the order of their dates, so that the permanent order of first publication is theirs.
    A KeyboardInterrupt ends the run between two records: what is done stays done, the next run goes on.
    """
    require_permission(by)
    result = Result()
    try:
        items = sorted(read_all(path, kind, result), key=lambda item: item.published)
        context = gate_context([]) if publish else None
        with indexing_by_hand():
            for number, item in enumerate(items, start=1):
                take(item, kind, result, by=by, context=context, column=column)
                progress(number, len(items), item.title)
    except KeyboardInterrupt:
        result.stopped = True
    figures: dict[str, Any] = {name: n for name, n in result.as_json().items() if isinstance(n, int)}
    figures["refused"] = len(result.refused)
    record(
        actor=by,
        verb="importing.import",
        object_key=f"{kind}:{Path(path).name}"[:100],
        **figures,
    )
    return result


def require_permission(user) -> None:
    """Chief editors may, and whoever may run commands on the server: nobody can log in as the system."""
    if not may(user, "content.import") and user != system_user():
        raise PermissionDenied("只有总编可以导入内容。")


def read_all(path: Path, kind: str, result: Result) -> Iterator[Item]:
    for found in read(Path(path), kind):
        result.read += 1
        if isinstance(found, Refusal):
            result.refused.append(found)
        else:
            yield found


def take(item: Item, kind: str, result: Result, *, by, context, column: str) -> None:
    item.column = column or item.column
    try:
        with transaction.atomic():
            done = take_item(item, kind, by=by, context=context, language=settings.LANGUAGE_CODE)
    except (BadRecord, ValidationError) as error:
        result.refused.append(Refusal(item.where, reason(error)))
        return
    setattr(result, done.outcome, getattr(result, done.outcome) + 1)
    result.published += done.published
    if done.why_not_published:
        result.refused.append(Refusal(item.where, done.why_not_published))
    if item.lost_pictures and done.outcome != "unchanged":
        why = f"原文有 {len(item.lost_pictures)} 张图片没有随数据提供，请补图"
        result.notes.append(Refusal(item.where, why))


def reason(error: Exception) -> str:
    return "；".join(error.messages) if isinstance(error, ValidationError) else str(error)

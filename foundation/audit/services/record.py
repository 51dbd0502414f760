"""Tell the log what was done, in the transaction of the act: it stands or falls with it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction

from ..digests import StateKey, state_key
from ..digests import object_key as key_of
from ..models import AuditRecord
from ..origin import of_person
from ..trace import Act, Entry, Trace, current, opened
from ..verbs import is_known
from .append import append


def record(
    *,
    actor,
    verb: str,
    object_key: str = "",
    obj: models.Model | None = None,
    before: str = "",
    after: str = "",
    result: str = "ok",
    **detail,
) -> AuditRecord | None:
    """Record one act.

    Inside a traced request it becomes part of that request's one record, written at the end, and None is returned;
    elsewhere it is a record of its own. `obj` gives the object its name and, in a request, the digests of its row
    before and after. `detail` takes identifiers and reasons that staff typed; never personal data or content.
    """
    state = None
    if obj is not None and obj.pk is not None:
        state, object_key = state_key(obj), object_key or key_of(obj)
    return note(
        actor, verb, object_key, state=state, before=before, after=after, result=result, detail=detail
    )


def note(
    actor, verb: str, object_key: str = "", *, state: StateKey | None = None, **said
) -> AuditRecord | None:
    """`record` for those who name the row instead of holding it."""
    act = _act(actor, verb, object_key, state=state, **said)
    trace = current()
    if trace is None:
        return append([Entry(of_person(actor), act)])[0]
    if trace.gather:
        trace.add(act)
        return None
    trace.written += 1
    return append([trace.entry([act])])[0]


def _act(actor, verb: str, object_key: str, **said) -> Act:
    """Raises ValueError for a verb nobody registered, where the settings ask for it."""
    if settings.AUDIT_STRICT_VERBS and not is_known(verb):
        raise ValueError(f"the audit verb {verb!r} has no name: register it (foundation.audit.verbs)")
    return Act(verb, object_key, actor=actor if getattr(actor, "pk", None) else None, **said)


@transaction.atomic
def record_many(acts: Iterable[dict]) -> list[AuditRecord]:
    """Many records in one go, for jobs that do many acts: dicts of `actor`, `verb`, `object_key`, `before`, `after`,
    `result` and `detail`."""
    entries = [Entry(of_person(told["actor"]), _act(**{"object_key": "", **told})) for told in acts]
    return append(entries) if entries else []


@contextmanager
def acting(*, actor, verb: str, object_key: str = "", **detail) -> Iterator[Trace]:
    """One transaction and one record around what a job or command does; a failure leaves a failed record alone."""
    trace = Trace(lambda: of_person(actor), gather=True)
    head = _act(actor, verb, object_key, detail=detail)
    try:
        with opened(trace), transaction.atomic():
            yield trace
            append([trace.entry([head, *trace.standing()])])
    except Exception:
        head.result = "failed"
        append([Entry(trace.origin, head)])
        raise

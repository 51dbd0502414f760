"""Ask for an act on many cases."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ...models import Errand, ErrandRow, Handling
from ...reach import readable
from ...table import BY_KEY
from .run import JOB, ON_HANDLINGS, run

GONE = "这一件不在，或者不归您看。"


@transaction.atomic
def ask_many(
    kind: str,
    picks: Iterable[tuple[int, int | None]],
    *,
    by: User,
    asked: dict[str, Any] | None = None,
    uid: uuid.UUID | None = None,
) -> Errand:
    """`picks` are keys (of handlings for urging and signing, else of items) with the version that was seen. The same
    `uid` again is the same errand. A few are done at once, more by a worker. Raises PermissionDenied, Refused."""
    demand(by, BY_KEY[kind].right_for("suggestion"))
    picked = dict(picks)
    most = number("motions.many_most")
    if not 0 < len(picked) <= most:
        raise Refused(f"请选 1 到 {most} 件。" if picked else "还没有选。")
    errand, made = Errand.objects.get_or_create(
        uid=uid or uuid.uuid4(), defaults={"kind": kind, "by": by, "asked": asked or {}}
    )
    if not made:
        if errand.by_id != by.pk:
            raise PermissionDenied("这一批不是您要办的。")
        return errand
    ErrandRow.objects.bulk_create(_rows(errand, picked, by))
    record(actor=by, verb="motions.errand", obj=errand, kind=kind, rows=len(picked))
    if len(picked) <= number("motions.at_once"):
        run(errand)
    else:
        errand.job = enqueue(JOB, {"errand": errand.pk}, key=str(errand.pk), by=by)
        errand.save(update_fields=["job"])
    return errand


def _rows(errand: Errand, picked: dict[int, int | None], by: User) -> Iterable[ErrandRow]:
    if errand.kind in ON_HANDLINGS:
        things = Handling.objects.filter(pk__in=picked, item__in=readable(by).values("pk"))
        labels = {one.pk: str(one) for one in things.select_related("item", "unit")}
    else:
        labels = {one.pk: str(one) for one in readable(by).filter(pk__in=picked)}
    for key, seen in sorted(picked.items()):
        known = key in labels
        yield ErrandRow(
            errand=errand,
            key=key,
            seen=seen,
            label=labels.get(key, f"第 {key} 件")[:200],
            done=None if known else False,
            why="" if known else GONE,
        )

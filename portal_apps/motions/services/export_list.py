"""Export a list as it is filtered: at once, or by a worker when it is long."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.timezone import localtime

from foundation.accounts.models import User
from foundation.jobs.services import enqueue
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..forms.listing import ListFilter
from ..models import Errand
from ..queues import BY_KEY
from .export import FORMS, export_items

JOB = "motions.export"


@transaction.atomic
def export_list(*, by: User, form: str, queue: str = "", query: str = "") -> tuple[str, bytes | Errand]:
    """(name of the file, the file), or an errand that will have it. Raises PermissionDenied, Refused."""
    demand(by, "suggestions.export")
    if form not in FORMS:
        raise Refused("可以导出 Excel（xlsx）、csv 或者 Word 清单（docx）。")
    name = f"议案建议-{localtime():%Y%m%d-%H%M}.{form}"
    asked = _filter(by, query)
    rows = asked.items_of(BY_KEY.get(queue))
    if rows.count() <= number("motions.export_at_once"):
        return name, export_items(rows.order_by("-pk"), by=by, form=form, conditions=asked.told())
    told = {"form": form, "queue": queue, "query": query}
    errand = Errand.objects.create(kind=Errand.Kind.EXPORT, by=by, asked=told, name=name)
    errand.job = enqueue(JOB, {"errand": errand.pk}, key=str(errand.pk), by=by)
    errand.save(update_fields=["job"])
    return name, errand


def _filter(by: User, query: str) -> ListFilter:
    return ListFilter(by, QueryDict(query))


def export_job(payload: dict, progress) -> dict:
    """Once more after a crash makes the file anew; the list is what it is then."""
    errand = Errand.objects.select_related("by").get(pk=payload["errand"])
    if errand.ended_at:
        return {}
    asked = _filter(errand.by, errand.asked["query"])
    rows = asked.items_of(BY_KEY.get(errand.asked["queue"])).order_by("-pk")

    def told(done: int, total: int) -> None:
        progress.step(95 * done / max(1, total), f"{done}/{total} 件")

    data = export_items(rows, by=errand.by, form=errand.asked["form"], conditions=asked.told(), told=told)
    progress.guard()
    errand.file.save(f"motions/exports/{errand.uid}", ContentFile(data), save=False)
    errand.ended_at = timezone.now()
    errand.save(update_fields=["file", "ended_at"])
    return {"bytes": len(data)}


def drop_old_exports() -> int:
    """Files that were there to be fetched go after some days; what was exported by whom stays in the trace."""
    before = timezone.now() - timedelta(number("motions.export_days"))
    old = list(Errand.objects.filter(at__lt=before).exclude(file="")[:500])
    for errand in old:
        errand.file.delete(save=True)
    return len(old)

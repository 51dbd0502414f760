"""The job that takes a table over: all of it in one transaction, or nothing."""

from foundation.audit.services import acting
from foundation.jobs.errors import JobError
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ..kinds import Action, Row, TableKind, kinds
from ..models import State, Upload
from ..reading import TableRefused
from ..rows import choices_of, findings, judged, plan_of
from ._steps import step
from .check import _end

CHANGED = "您确认以后，系统里的资料有了变动，这份表格要做的事和您看到的不一样了。请再核对一遍，再确认。"


class PlanChanged(Exception):
    """What would be done is not what was confirmed."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__(CHANGED)
        self.rows = rows


def apply_job(payload: dict, progress) -> dict:
    """Killed at any moment it leaves nothing, and begins again; done, it does nothing more."""
    upload = Upload.objects.select_related("by").get(pk=payload["upload"])
    if upload.state != State.APPLYING:
        return {}
    kind = kinds[upload.kind]
    if not may(upload.by, kind.verb):
        raise JobError("上传人已经没有导入的权限", "请有权限的人重新上传。", permanent=True)
    try:
        return _take_over(upload, kind, progress)
    except Refused:  # given up, or a run that was taken for dead did it
        return {}
    except PlanChanged as changed:
        said = {"plan": plan_of(upload, changed.rows), **findings(changed.rows)}
        return _end(upload, "[changed]", message=CHANGED, **said)
    except TableRefused as refused:
        return _end(upload, "[unreadable]", message=str(refused)[:300])


def _take_over(upload: Upload, kind: TableKind, progress) -> dict:
    rows = judged(upload, kind, lambda part: progress.step(50 * part, "再核对一遍"))
    todo = [row for row in rows if row.action != Action.UNCHANGED]
    name = f"imports.upload:{upload.pk}"
    said = {"kind": kind.key, "sha256": upload.sha256, **upload.counts}
    with acting(actor=upload.by, verb="imports.apply", object_key=name, **said):
        if Upload.objects.select_for_update().get(pk=upload.pk).state != State.APPLYING:
            raise Refused("这份表格别处已经办完。")
        if plan_of(upload, rows) != upload.plan:
            raise PlanChanged(rows)
        result = kind.apply(
            todo,
            choices_of(kind, upload),
            upload.by,
            lambda done: progress.step(50 + 49 * done / max(len(todo), 1), f"{done}/{len(todo)} 行"),
        )
        progress.guard()
        step(upload, "[apply]", result=result or {}, content=b"", problems=[])
    return {"counts": upload.counts, **(result or {})}

"""The job that gives a whole file to its purpose, once, whatever dies in between."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.jobs.errors import JobError
from foundation.rights.refusals import Refused

from ..models import State, Upload
from ..place import spool
from ..purposes import Handed, purpose_of

CHANGED = "收到的文件和您手机上的不一样，没有收下。请重新选择文件上传。"
LOST = "暂存的文件不见了，没有收下。请重新上传，并告诉系统管理员检查暂存盘。"
NOT_ANY_MORE = "您已经没有上传{label}的权限，文件没有收下。"


def hand_over(payload: dict[str, Any], progress) -> dict[str, Any]:
    """A run that died is repeated: the purpose knows the upload by its key, and the row says what is over."""
    upload = Upload.objects.select_related("owner").filter(pk=payload["upload"]).first()
    if upload is None or upload.state != State.COMPLETE:
        if upload is not None:
            spool().drop(str(upload.key))  # the run before died between the row and the file
        return {}
    purpose = purpose_of(upload.purpose)
    if purpose is None:
        raise JobError(f"没有程序认得“{upload.purpose}”这种上传", "请系统管理员核对版本。")
    try:
        if not purpose.may_upload(upload.owner):
            raise Refused(NOT_ANY_MORE.format(label=purpose.label))
        upload.digest = _digest(upload, progress)
        progress.guard()
        upload.result = purpose.take(_handed(upload))
        upload.state = State.DONE
    except Refused as refused:
        upload.state, upload.told = State.REFUSED, str(refused)[:500]
    _write(upload)
    spool().drop(str(upload.key))
    return {"state": upload.state}


def _handed(upload: Upload) -> Handed:
    path = spool().data(str(upload.key))
    return Handed(upload.key, path, upload.name, upload.size, upload.owner, upload.details, upload.digest)


def _digest(upload: Upload, progress) -> str:
    """Of what lies in the spool; where the client said what it should be, it is compared."""
    digest, seen = hashlib.sha256(), 0
    try:
        with spool().data(str(upload.key)).open("rb") as file:
            while block := file.read(4 << 20):
                digest.update(block)
                seen += len(block)
                progress.step(90 * seen / upload.size)
    except FileNotFoundError:
        raise Refused(LOST) from None
    if seen != upload.size:
        raise Refused(LOST)
    if upload.details.get("sha256", digest.hexdigest()).lower() != digest.hexdigest():
        raise Refused(CHANGED)
    return digest.hexdigest()


@transaction.atomic
def _write(upload: Upload) -> None:
    upload.ended_at = timezone.now()
    upload.save(update_fields=["state", "result", "told", "digest", "ended_at"])
    verb = "uploads.taken" if upload.state == State.DONE else "uploads.refused"
    record(actor=upload.owner, verb=verb, obj=upload, digest=upload.digest)

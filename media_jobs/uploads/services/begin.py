"""Making room for a file that will come."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.attachments.child import MEGABYTE
from foundation.attachments.names import plain_name
from foundation.audit.services import record
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number
from foundation.storage.errors import StorageUnavailable, disk_errors

from ..models import Upload
from ..place import reserve, spool
from ..purposes import TOO_LARGE, TooLarge, UploadPurpose
from ..rules import OPEN_AT_ONCE

KEPT_DETAILS = ("title", "access", "sha256", "filetype")
FULL = "服务器的磁盘快满了，现在不能收这个文件。请过一会儿再传；一直这样请告诉系统管理员。"


def begin(*, by, purpose: UploadPurpose, size: int, details: dict[str, str]) -> Upload:
    """An upload of `size` bytes; the one begun before for the same `details["nonce"]`, if there is one.

    Raises PermissionDenied, Refused for what will not be taken, StorageUnavailable when the disk has no room.
    """
    if not purpose.may_upload(by):
        raise PermissionDenied(f"您不能上传{purpose.label}。")
    nonce, name = (
        details.get("nonce", "")[:64],
        plain_name(details.get("filename") or details.get("name", "")),
    )
    if size <= 0:
        raise Refused("文件是空的。请检查后再传。")
    if size > purpose.most(by):
        raise TooLarge(TOO_LARGE.format(size=size / MEGABYTE, most=purpose.most(by) // MEGABYTE))
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=by.pk)  # limits hold for two requests at once too
        before = Upload.objects.filter(owner=by, nonce=nonce).first() if nonce else None
        if before is not None and before.size == size and before.purpose == purpose.key:
            return before
        if before is not None:
            raise Refused("这个上传编号用过了。请重新选择文件。")
        _assert_few(by)
        purpose.admit(by, name, size)
        if spool().free() - reserve() < size:
            raise StorageUnavailable(FULL)
        kept = {key: details[key][:300] for key in KEPT_DETAILS if details.get(key)}
        upload = Upload.objects.create(
            owner=by, purpose=purpose.key, name=name, size=size, nonce=nonce, details=kept
        )
        record(actor=by, verb="uploads.begun", obj=upload, size=size, purpose=purpose.key)
        with disk_errors(str(spool().folder)):
            spool().make(str(upload.key))
        return upload


def _assert_few(by) -> None:
    most = number(OPEN_AT_ONCE)
    if Upload.objects.unfinished().filter(owner=by).count() >= most:
        raise Refused(f"同时最多有 {most} 个没传完的文件。请先传完，或者在“我的上传”里取消几个。")

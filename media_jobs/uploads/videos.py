"""The purpose "video": a file for the video library."""

from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import File
from django.db.models import Sum
from django.utils import timezone

from foundation.attachments.child import MEGABYTE
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..admit import admit_name
from ..containers import OF_ENDING
from ..contract import MediaError
from .models import State, Upload
from .purposes import NO_ROOM, Handed, UploadPurpose, register_upload_purpose
from .rules import VIDEO_DAILY_MB, VIDEO_MB, VIDEO_MB_OPERATOR

KEY = "video"


def _may_upload(user) -> bool:
    return may(user, "media.upload")


def _most(user) -> int:
    operates = any(role.key == "media_operator" for role in user.roles)
    return number(VIDEO_MB_OPERATOR if operates else VIDEO_MB) * MEGABYTE


def _admit(user, name: str, size: int) -> None:
    try:
        admit_name(name, size)
    except MediaError as fault:
        raise Refused(str(fault)) from fault
    counted = Upload.objects.filter(owner=user, purpose=KEY, begun_at__gte=timezone.now() - timedelta(days=1))
    counted = counted.exclude(state__in=[State.DROPPED, State.EXPIRED])
    used, most = (counted.aggregate(sum=Sum("size"))["sum"] or 0) / MEGABYTE, number(VIDEO_DAILY_MB)
    if used + size / MEGABYTE > most:
        raise Refused(NO_ROOM.format(most=most, used=used))


def _take(handed: Handed) -> dict[str, Any]:
    from ..services import take_in
    from ..services.take_in import Whole

    with Path(handed.path).open("rb") as file:
        title = handed.details.get("title") or PurePosixPath(handed.name).stem
        options = {"access": handed.details["access"]} if handed.details.get("access") else {}
        try:
            whole = Whole(Path(handed.path), handed.digest)
            video = take_in(
                File(file, handed.name), by=handed.by, title=title, key=handed.key, whole=whole, **options
            )
        except MediaError as fault:
            raise Refused(str(fault)) from fault
    return {"video": str(video.pk), "name": handed.name, "size": handed.size}


def register() -> None:
    """Called when the app is ready."""
    accept = ",".join(["video/*", "audio/*", *(f".{ending}" for ending in OF_ENDING)])
    register_upload_purpose(UploadPurpose(KEY, "视频", accept, _may_upload, _most, _admit, _take))

"""What was done about an accepted motion."""

from django.core.files.base import File
from django.utils import timezone

from foundation.accounts.models import User

from ...models import Attachment, Item
from ..acting import Act, perform
from ..files import keep_file
from .course import course_of


def report_followup(
    item: Item, *, by: User, report: str, file: File | None = None, seen: int | None = None
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        course = course_of(act.item)
        course.report, course.reported_at = report.strip(), timezone.now()
        course.save()
        if file is not None:
            act.document = keep_file(file, act.item, by=by, role=Attachment.Role.DOCUMENT)

    return perform("report_followup", item, by=by, change=change, seen=seen, report=report)

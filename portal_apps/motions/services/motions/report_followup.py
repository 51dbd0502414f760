"""What was done about an accepted motion."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Item
from ..acting import Act, perform
from ..papers import keep_paper
from .course import course_of


def report_followup(
    item: Item, *, by: User, report: str, file: StoredFile | None = None, seen: int | None = None
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        course = course_of(act.item)
        course.report, course.reported_at = report.strip(), timezone.now()
        course.save()
        if file is not None:
            act.document = keep_paper(file, act)

    return perform("report_followup", item, by=by, change=change, seen=seen, report=report)

"""Give a motion to a committee."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Item
from ..acting import Act, perform
from .course import course_of


def refer(item: Item, *, by: User, committee: Body, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if committee.kind != "special_committee" or not committee.valid():
            raise Refused(f"{committee}不是现在的专门委员会。")
        course = course_of(act.item)
        course.committee = committee
        course.save()
        act.detail["committee"] = committee.pk

    return perform("refer", item, by=by, change=change, seen=seen, committee=committee)

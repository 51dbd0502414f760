"""分办 within a unit: which desk does what."""

from datetime import date

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Handling, SubHandling
from ..acting import Act, perform


def sub_assign(
    handling: Handling,
    *,
    by: User,
    desk: Body,
    person: User | None = None,
    task: str = "",
    due_on: date | None = None,
    seen: int | None = None,
) -> Handling:
    """The head's verb. Only to a desk of the unit itself: no unit passes an item on (豫建议第十四条). Raises
    PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if desk.kind != "desk" or desk.parent_id != act.thing.unit_id or not desk.valid():
            raise Refused(
                f"{desk}不是{act.thing.unit}的办理岗位。承办单位不得自行转交（《河南省办法》第十四条）。"
            )
        SubHandling.objects.create(
            handling=act.thing, desk=desk, person=person, task=task.strip(), due_on=due_on, by=by
        )
        if person is not None:
            act.thing.handler = person
        act.detail["desk"] = desk.pk

    return perform(
        "sub_assign",
        handling,
        by=by,
        change=change,
        seen=seen,
        desk=desk,
        person=person,
        task=task,
        due_on=due_on,
    )

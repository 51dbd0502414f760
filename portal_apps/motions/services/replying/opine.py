"""An assisting unit gives its opinion to the lead unit."""

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ... import clocks
from ...models import AssistOpinion, Handling
from ..acting import Act, perform
from ..letters.job import make_later


def opine(handling: Handling, *, by: User, opinion: str, seen: int | None = None) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if act.thing.answers:
            raise Refused("主办和分别办理的单位直接答复代表，不提协办意见。")
        clock = clocks.open_clock(act.thing, "assist")
        in_time = clock is None or localdate() <= clock.due_on
        made = AssistOpinion.objects.create(handling=act.thing, text=opinion.strip(), by=by, in_time=in_time)
        make_later(made)

    return perform("opine", handling, by=by, change=change, seen=seen, opinion=opinion)

"""The lead sponsor's word on the reply."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, Item, Redo
from ...states import HandlingState
from ..acting import Act, Signed, perform
from .ending import end_of
from .grading import evaluation


def evaluate(
    handling: Handling,
    *,
    by: User,
    attitude: str,
    grade: str,
    reasons: str = "",
    item: Item | None = None,
    seen: int | None = None,
    signed: Signed | None = None,
) -> Handling:
    """`item`: the merged one whose lead speaks, else the handling's own. Dissatisfied: again within a month; once more:
    an assessment, no third round (豫建议第二十二条). Raises PermissionDenied, Refused."""
    spoken_of = item if item is not None and item.pk != handling.item_id else None

    def change(act: Act) -> None:
        of = spoken_of or act.item
        if of.pk not in act.item.answered_together:
            raise Refused("这份答复不是给这一件的。")
        round_ = act.thing.round
        if act.thing.evaluations.filter(item=of, round=round_, commitment=None).exists():
            raise Refused("这次答复已经评价过。")
        made = evaluation(act, of, attitude, grade, reasons)
        made.round = round_
        made.save()
        act.to = _next(act, made.dissatisfied, made.reasons)
        act.detail |= {"evaluation": made.pk, "round": round_, "of": of.pk}

    return perform(
        "evaluate",
        handling,
        by=by,
        change=change,
        seen=seen,
        signed=signed,
        spoken_of=spoken_of,
        attitude=attitude,
        grade=grade,
        reasons=reasons,
    )


def _next(act: Act, dissatisfied: bool, demands: str) -> str:
    handling = act.thing
    if dissatisfied and handling.round == 2:
        return HandlingState.ASSESSMENT
    if dissatisfied:
        Redo.objects.create(handling=handling, demands=demands)
        return HandlingState.REDO
    given = handling.evaluations.filter(round=handling.round, commitment=None)
    spoken = set(given.values_list("item", flat=True))
    return end_of(handling) if {*act.item.answered_together} <= spoken else HandlingState.REPLIED

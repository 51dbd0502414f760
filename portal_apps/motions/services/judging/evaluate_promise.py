"""The second evaluation: of what became of a promise."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Commitment
from ..acting import Act, Signed, perform
from .grading import evaluation


def evaluate_promise(
    commitment: Commitment,
    *,
    by: User,
    attitude: str,
    grade: str,
    reasons: str = "",
    seen: int | None = None,
    signed: Signed | None = None,
) -> Commitment:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if act.thing.evaluations.filter(item=act.item).exists():
            raise Refused("这项承诺的落实已经评价过。")
        made = evaluation(act, act.item, attitude, grade, reasons)
        made.commitment, made.round = act.thing, act.thing.reply.round
        made.save()
        act.detail["evaluation"] = made.pk

    return perform(
        "evaluate_promise",
        commitment,
        by=by,
        change=change,
        seen=seen,
        signed=signed,
        attitude=attitude,
        grade=grade,
        reasons=reasons,
    )

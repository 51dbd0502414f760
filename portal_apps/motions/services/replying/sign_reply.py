"""The head signs."""

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import AssistOpinion, Handling, Reply, ResultClass
from ..acting import Act, perform


def sign_reply(handling: Handling, *, by: User, seen: int | None = None) -> Handling:
    """Promises of what is planned are in the ledger, and what assisting units said is told. Raises PermissionDenied,
    Refused."""

    def change(act: Act) -> None:
        reply = act.thing.replies.get(state=Reply.State.DRAFT)
        _assert_promises(reply)
        _assert_assistance(act.thing, reply)
        reply.state, reply.signed_by, reply.signed_on = Reply.State.SIGNED, by, localdate()
        reply.save()
        act.detail |= {"reply": reply.pk, "class": reply.result_class}

    return perform("sign_reply", handling, by=by, change=change, seen=seen)


def _assert_promises(reply: Reply) -> None:
    """豫建议第二十七条: what is being solved or planned is followed."""
    tracked = ResultClass.objects.get(situation=reply.situation).tracked
    if tracked and not reply.handling.commitments.open().exists():
        said = reply.get_situation_display()
        raise Refused(f"“{said}”的答复要有承诺事项：做什么、何时完成、谁负责。请先登记。")


def _assert_assistance(handling: Handling, reply: Reply) -> None:
    """豫建议第十八条: the lead unit answers for all and says what the others think."""
    if handling.role != Handling.Role.MAIN:
        return
    given = AssistOpinion.objects.filter(handling__item=handling.item)
    if given.exists() and not reply.assist_note.strip():
        raise Refused("协办单位提了意见，请在答复里说明（《河南省办法》第十八条）。")

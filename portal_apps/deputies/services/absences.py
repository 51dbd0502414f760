"""Who did not attend a session of the congress."""

from django.db import IntegrityError, transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..models import Absence, Alert, Mandate, Session
from .alerts import raise_alert


@transaction.atomic
def record_absence(mandate: Mandate, session: Session, *, approved: bool, ground: str, by) -> Absence:
    """The second one without approval alerts staff; it never ends a mandate (代表法第六十二条第（三）项)."""
    demand(by, "deputies.mandate", mandate)
    if session.term_id != mandate.term_id:
        raise Refused(f"{session}不是{mandate.term}的会议。")
    if not ground.strip():
        raise Refused("请写明依据，例如出席情况报告或者请假条。")
    try:
        with transaction.atomic():
            made = Absence.objects.create(
                mandate=mandate, session=session, approved=approved, ground=ground.strip(), by=by
            )
    except IntegrityError as error:
        raise Refused(f"{session}的缺席已经登记过。") from error
    record(actor=by, verb="deputies.absent", obj=made, mandate=mandate.pk, approved=approved)
    _watch(mandate, by)
    return made


def _watch(mandate: Mandate, by) -> None:
    found = Absence.objects.filter(mandate=mandate, approved=False, withdrawn="").count()
    if found >= number("deputies.unexcused_absences"):
        text = f"{mandate.person}在{mandate.term}已经 {found} 次未经批准不出席会议，请核实。"
        raise_alert(Alert.Kind.ABSENCE, mandate.person, text, by=by)


@transaction.atomic
def withdraw_absence(absence: Absence, *, by, reason: str) -> None:
    """It was recorded by mistake, or approved afterwards; the row stays."""
    demand(by, "deputies.mandate", absence.mandate)
    if not reason.strip():
        raise Refused("请写明为什么撤销。")
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if absence.withdrawn:
        raise Refused("这条缺席已经撤销。")
    absence.withdrawn = reason.strip()[:200]
    absence.save()
    record(actor=by, verb="deputies.withdraw_absence", obj=absence, mandate=absence.mandate_id)

"""Tell staff what they have to look at. Nothing here changes a mandate."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..fields import FIELD_NAMES
from ..letters import holders
from ..models import Alert, Mandate, Person

KEEPERS = "deputies.mandate"
LAWS = {
    Alert.Kind.ABSENCE: "《代表法》第六十二条第（三）项",
    Alert.Kind.MOVED: "《代表法》第六十二条第（一）项",
    Alert.Kind.OFFICE: "《地方组织法》第四十七条",
}


def raise_alert(kind: Alert.Kind, person: Person, text: str, *, by) -> Alert | None:
    """One that is open already is not repeated; None then."""
    try:
        with transaction.atomic():
            made = Alert.objects.create(kind=kind, person=person, text=text[:300], law=LAWS[kind])
    except IntegrityError:
        return None
    for keeper in holders(KEEPERS):
        notify(
            keeper,
            "deputies.alert",
            person,
            key=f"deputy-alert:{made.pk}",
            by=by,
            whom=str(person),
            text=made.text,
            law=made.law,
        )
    return made


def watch_for_moves(person: Person, changed: list[str], *, by) -> None:
    """Another employer or address may mean that somebody left the area: staff find out."""
    told = [FIELD_NAMES[name] for name in changed if name in ("employer", "address")]
    if told and Mandate.objects.current().filter(person=person).exists():
        text = f"{person}的{'和'.join(told)}变了，请核实是市内调动，还是迁出、调离本行政区域。"
        raise_alert(Alert.Kind.MOVED, person, text, by=by)


@transaction.atomic
def close_alert(alert: Alert, *, by, outcome: str) -> None:
    """Say what was found out."""
    demand(by, KEEPERS, alert.person)
    if not outcome.strip():
        raise Refused("请写明核实的结果。")
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.closed_at:
        raise Refused("这条提醒已经有人处理了。")
    alert.closed_at, alert.closed_by, alert.outcome = timezone.now(), by, outcome.strip()[:300]
    alert.save()
    record(actor=by, verb="deputies.close_alert", obj=alert, person=f"person:{alert.person_id}")

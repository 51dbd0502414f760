"""代录: staff enter an act of a deputy, on a signed sheet, a call or a talk."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import File

from foundation.accounts.models import User
from foundation.life.models import ProxyEntry
from foundation.life.services import enter_for
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate, Person

from ..models import Event, Item
from ..table import Step

if TYPE_CHECKING:
    from .acting import Act

OWN_HAND = ("submit", "withdraw", "agree_withdrawal", "cosign", "evaluate", "evaluate_promise")
#: what stays with whoever raised the item, also when the term is over: the answer is still owed to them
AFTER_TERM = ("agree_withdrawal", "withdraw", "evaluate", "evaluate_promise", "object")
TYPED = (
    "edit",
    "attach",
    "invite",
    "uninvite",
    "submit",
)  # what staff go on doing with a sheet they began to type


@dataclass(frozen=True)
class Signed:
    """Who of the deputies (with an account or without), how it was said, and the signed sheet. What needs the deputy's
    own hand (`OWN_HAND`) rests on a signed sheet only. `entry` stands for a sheet that was entered before."""

    person: Person
    how: str
    scan: File | None = None
    note: str = ""
    entry: ProxyEntry | None = None


def assert_enterable(step: Step, item: Item, signed: Signed) -> None:
    """Raises Refused. That the person carries the item, and that staff may enter for them, is asked elsewhere."""
    if not step.who:
        raise Refused(f"“{step.name}”不能代录。")
    if step.key in OWN_HAND and signed.how != ProxyEntry.How.PAPER:
        raise Refused(f"“{step.name}”只能由代表本人办，或者录入本人签名的扫描件。")
    serving = Mandate.objects.serving().filter(person=signed.person, term=item.term)
    if step.key not in AFTER_TERM and not serving.exists():
        raise Refused(f"{signed.person}现在不是{item.term}的在任代表，“{step.name}”不能再办。")


def sheet_behind(item: Item, step: Step, by: User) -> Signed | None:
    """For staff who go on with a paper original: the sheet it was begun with. None where it is no such thing."""
    if not item.on_paper or step.key not in TYPED:
        return None
    person = item.lead.mandate.person
    if person.account_id == by.pk:
        return None
    first = Event.objects.filter(item=item, verb="write").select_related("entry").first()
    if first is None or first.entry is None or not may(by, "deputies.enter_for", person):
        return None
    return Signed(person, first.entry.how, entry=first.entry)


def enter(act: "Act", signed: Signed, spoken_of: Item | None) -> ProxyEntry:
    """The entry this act rests on; that the law gives the act to this person, the caller saw to."""
    if signed.entry is not None:
        return signed.entry
    return enter_for(
        signed.person.account,
        subject=signed.person,
        by=act.by,
        verb=act.step.right_for(act.item.kind),
        obj=spoken_of or act.thing,
        how=signed.how,
        note=signed.note,
        scan=signed.scan,
    )

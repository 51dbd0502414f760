"""What the scanner reads in a draft, beside what people decided about it; and what stands against signing."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.timezone import localdate

from foundation.deadlines.calendars import calendar
from foundation.deadlines.errors import CalendarMissing

from .models import AssistOpinion, Commitment, Handling, Reply, ResultClass
from .promises.days import weekdays_after
from .promises.scan import Proposal, scan

OPEN, TAKEN, DISMISSED = "open", "taken", "dismissed"


@dataclass(frozen=True)
class Mark:
    """A sentence that promises something. `state`: open, taken (`entry` is in the ledger), dismissed."""

    key: str
    number: int
    found: Proposal
    state: str
    entry: Commitment | None = None

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


def marks_of(text: str, handling: Handling, dismissed: list[str]) -> list[Mark]:
    """In the order of the text; a sentence that stands there twice is one."""
    known = {one.sentence: one for one in handling.commitments.all() if one.sentence}
    made: dict[str, Mark] = {}
    for found in scan(text, localdate(), after_working_days=_working_day).proposals:
        entry = known.get(found.sentence)
        state = TAKEN if entry else DISMISSED if found.sentence in dismissed else OPEN
        key = sha256(found.sentence.encode()).hexdigest()[:12]
        made.setdefault(key, Mark(key, len(made) + 1, found, state, entry))
    return list(made.values())


def _working_day(day: date, count: int) -> date:
    """By the table of holidays as far as it reaches."""
    try:
        return calendar().nth_working(day, count)
    except CalendarMissing:
        return weekdays_after(day, count)


@dataclass(frozen=True)
class Doubt:
    """`refuses`: it cannot be signed like this."""

    text: str
    refuses: bool = False


def doubts_about(reply: Reply) -> list[Doubt]:
    """What the unit and its head should know before the signature, the worst first."""
    handling = reply.handling
    found = []
    if ResultClass.objects.filter(situation=reply.situation, tracked=True).exists() and (
        not handling.commitments.open().exists()
    ):
        said = f"“{reply.get_situation_display()}”（{reply.result_class}）"
        found.append(
            Doubt(f"{said}要跟踪落实，还没有一项承诺：做什么、何时完成、谁负责。没有承诺不能签发。", True)
        )
    assisted = AssistOpinion.objects.filter(handling__item=handling.item).exists()
    if handling.role == Handling.Role.MAIN and assisted and not reply.assist_note.strip():
        found.append(Doubt("协办单位提了意见，答复里还没有说明（第十八条）。", True))
    waiting = [
        one for one in handling.item.handlings.assisting().select_related("unit") if one.state not in DONE
    ]
    if handling.role == Handling.Role.MAIN and waiting:
        names = "、".join(str(one.unit) for one in waiting)
        found.append(Doubt(f"协办意见还没有到：{names}。"))
    left = sum(one.is_open for one in marks_of(reply.text, handling, reply.dismissed))
    if left:
        found.append(Doubt(f"有 {left} 句读起来像承诺，没有记入台账，也没有标为不是承诺。"))
    if not handling.contacts.exists():
        found.append(Doubt("还没有登记联系代表。答复以前应当听取代表意见。"))
    return found


DONE = ("opined", "done", "cancelled", "proposed")

"""What a change of term changes, in one transaction; what it must leave alone is counted before and after."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from foundation.audit.services import record
from foundation.deadlines.models import Clock
from foundation.rights.refusals import Refused

from ..models import Term
from ..numerals import spoken
from .steps import Done, Turn, steps

Step = Callable[[float, str], Any]


@dataclass
class Report:
    """What was, or would be, done. `where` says what a rehearsal was made on."""

    term: str
    former: str
    since: str
    where: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def numbers(self) -> dict[str, int]:
        return {name: count for step in self.steps for name, count in step["numbers"].items()}

    @property
    def stops(self) -> list[str]:
        return [text for step in self.steps for text in step["stops"]]

    @property
    def remarks(self) -> list[str]:
        return [text for step in self.steps for text in step["remarks"]]


@transaction.atomic
def roll_over(former: Term, *, since: date, ground: str, by, step: Step = lambda *_: None) -> Report:
    """Begin the term after `former` on the day of its first session.

    The former term ends the day before, and with it by date the mandates of it: nobody is terminated. Bodies of a
    term are made anew under their names, posts in the old ones end. Whose only mandates ended keeps the own dossier.
    Cases and their clocks go on. Run again it changes nothing more. `step` hears percent and what is done.
    Raises Refused.
    """
    former = Term.objects.select_for_update(of=("self",)).select_related("area").get(pk=former.pk)
    assert_possible(former, since, ground)
    clocks = Clock.objects.open().count()
    turn = Turn(former, _term(former, since), since, ground.strip())
    report = Report(str(turn.term), str(former), since.isoformat())
    todo = steps()
    for number, one in enumerate(todo):
        step(100 * number / len(todo), one.name)
        done: Done = one.run(turn)
        report.steps.append({"key": one.key, "name": one.name, **asdict(done)})
    if Clock.objects.open().count() != clocks:
        raise Refused("换届动了还没有办完的事项的期限，已全部撤回。请把这句话交给系统管理员。")
    record(actor=by, verb="deputies.roll_over", obj=turn.term, former=former.pk, reason=turn.ground[:300])
    return report


def assert_possible(former: Term, since: date, ground: str) -> None:
    """Raises Refused."""
    if not ground.strip():
        raise Refused("请写明依据，例如换届选举和第一次会议的文号。")
    if former.since and since <= former.since:
        raise Refused(f"{former}从 {former.since} 开始，新一届要在它以后。")
    if Term.objects.filter(area=former.area, number__gt=former.number + 1).exists():
        raise Refused(f"{former.area}已经有更后面的届，不能从{former}换届。")


def _term(former: Term, since: date) -> Term:
    """The next term, which may have been made for its elected deputies already."""
    term, _ = Term.objects.get_or_create(area=former.area, number=former.number + 1)
    term.since = since
    term.save(update_fields=["since"])
    former.until = since - timedelta(days=1)
    former.save(update_fields=["until"])
    return term


def former_of(number: int, area: str = "") -> Term:
    """The term before the one of this number, of an area or of the highest level there is. Raises Refused."""
    found = Term.objects.filter(number=number - 1).select_related("area")
    found = (
        found.filter(Q(area__name=area) | Q(area__short=area))
        if area
        else found.filter(area__level="municipal")
    )
    terms = list(found[:2])
    if len(terms) != 1:
        names = "、".join(map(str, Term.objects.select_related("area")[:20])) or "一届也没有"
        raise Refused(
            f"找不到第{spoken(number - 1)}届，或者不止一个，请用 --area 写明行政区域。登记了：{names}。"
        )
    return terms[0]

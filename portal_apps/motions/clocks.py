"""The clocks of this app as one table, and the hands by which the steps move them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from foundation.deadlines import services as deadlines
from foundation.deadlines.kinds import ClockKind, register_clock
from foundation.deadlines.models import Clock
from foundation.rights.may import may

from .models import Commitment, Handling
from .people import everybody_with, granted_at
from .table import HANDLING, ITEM, PROMISE

if TYPE_CHECKING:
    from .services.acting import Act

_in_a_step: ContextVar[bool] = ContextVar("in_a_step", default=False)


def _handling(thing: Any) -> Handling:
    return thing.handling if isinstance(thing, Commitment) else thing


def _handlers(thing: Any) -> Iterable:
    return granted_at(_handling(thing).unit.key, "suggestions.handle")


def _heads(thing: Any) -> Iterable:
    return granted_at(_handling(thing).unit.key, "suggestions.sign_reply")


def _assigners(thing: Any) -> Iterable:
    return everybody_with("suggestions.assign")


def _publishers(thing: Any) -> Iterable:
    return everybody_with("suggestions.publish")


def _committees(thing: Any) -> Iterable:
    return everybody_with("motions.review")


def _lead(thing: Any) -> Iterable:
    return filter(None, [_handling(thing).item.lead.account])


def _nobody(thing: Any) -> Iterable:
    return ()


def _unsigned(thing: Any) -> Iterable:
    """The time to return is a right, not a duty: it is called to mind only while nobody signed for it."""
    return _handlers(thing) if thing.state == "assigned" else ()


def _always(thing: Any) -> bool:
    return True


def _answers(thing: Any) -> bool:
    return thing.answers


def _assists(thing: Any) -> bool:
    return not thing.answers


@dataclass(frozen=True)
class Watch:
    """A clock on things of one subject. `applies` says on which of them."""

    key: str
    label: str
    rule: str
    subject: str
    responsible: Callable[[Any], Iterable]
    superior: Callable[[Any], Iterable] = _nobody
    applies: Callable[[Any], bool] = _always
    extension_rule: str = ""
    approval_rule: str = ""

    @property
    def kind(self) -> str:
        return f"motions.{self.key}"


WATCHES = (
    Watch("assign", "交办", "suggestion.recess_assign_wd", ITEM, _assigners),
    Watch("committee", "委员会报告", "motion.committee_months", ITEM, _committees),
    Watch("return", "申请退回", "suggestion.return_wd", HANDLING, _unsigned),
    Watch("reassign", "重新确定承办单位", "suggestion.reassign_wd", HANDLING, _assigners),
    Watch("contact", "联系代表", "suggestion.contact_wd", HANDLING, _handlers, applies=_answers),
    Watch("assist", "协办意见", "suggestion.assist_months", HANDLING, _handlers, _heads, _assists),
    Watch(
        "reply",
        "答复代表",
        "suggestion.reply_months",
        HANDLING,
        _handlers,
        _heads,
        _answers,
        "suggestion.reply_extended_months",
        "suggestion.extension_needs_approval",
    ),
    Watch("redo", "重新办理", "suggestion.redo_months", HANDLING, _handlers, _heads),
    Watch("evaluate", "评价答复", "suggestion.evaluate_wd", HANDLING, _lead),
    Watch("publish", "答复公开", "suggestion.publish_wd", HANDLING, _publishers),
    Watch("promise", "兑现承诺", "suggestion.promise_days", PROMISE, _handlers, _heads),
)
BY_KEY = {watch.key: watch for watch in WATCHES}


def register() -> None:
    """Called once the apps are there."""
    for watch in WATCHES:
        register_clock(
            ClockKind(
                watch.kind,
                watch.label,
                watch.rule,
                responsible=watch.responsible,
                superior=watch.superior,
                administrator=_publishers,
                may=_may,
                extension_rule=watch.extension_rule,
                approval_rule=watch.approval_rule,
            )
        )


def _may(person: Any, verb: str, target: Any) -> bool:
    """A step asked for its own permission. Beside the steps, those who keep clocks let them stand and go on; what
    changes the course of a case is a step."""
    if verb == "override":
        return may(person, "suggestions.override")
    return _in_a_step.get() or (verb in ("pause", "resume") and may(person, "rules.clocks"))


@contextmanager
def within_a_step() -> Iterator[None]:
    token = _in_a_step.set(True)
    try:
        yield
    finally:
        _in_a_step.reset(token)


def open_clock(thing: Model, key: str) -> Clock | None:
    return Clock.objects.of(thing, BY_KEY[key].kind).open().first()


def move(act: "Act") -> None:
    """Do what the table says about clocks, and note what became of the last days."""
    for effect in act.step.clocks:
        if effect.act == "extend" or (effect.to and act.to not in effect.to):
            continue
        watch = BY_KEY[effect.key]
        for thing in _targets(watch, act.thing):
            if watch.applies(thing):
                _HANDS[effect.act](act, thing, watch)


def _targets(watch: Watch, thing: Any) -> Iterable[Any]:
    if watch.subject == PROMISE and isinstance(thing, Handling):
        return thing.commitments.open().filter(reply__state="delivered")
    return [thing]


def _start(act: "Act", thing: Any, watch: Watch) -> None:
    """One that runs already goes on: a second reply does not put off what the first one began."""
    if open_clock(thing, watch.key) is not None:
        return
    day = thing.due_on if isinstance(thing, Commitment) else None
    clock = deadlines.start(thing, watch.kind, by=act.by, on=act.day, before=day)
    note(act, thing, watch.key, None, clock.due_on)


def _stop(act: "Act", thing: Any, watch: Watch) -> None:
    clock = open_clock(thing, watch.key)
    if clock:
        before = clock.due_on
        deadlines.stop(clock, by=act.by, reason=act.step.name, on=act.day)
        note(act, thing, watch.key, before, None)


def _restart(act: "Act", thing: Any, watch: Watch) -> None:
    clock = open_clock(thing, watch.key)
    if clock is None:
        return _start(act, thing, watch)
    before = clock.due_on
    clock = deadlines.restart(clock, by=act.by, reason=f"{act.step.name}：{act.reason}"[:500])
    return note(act, thing, watch.key, before, clock.due_on)


_HANDS = {"start": _start, "stop": _stop, "restart": _restart}


def note(act: "Act", thing: Any, key: str, before: date | None, after: date | None) -> None:
    act.dues.append(
        {
            "clock": key,
            "of": f"{thing._meta.model_name}:{thing.pk}",
            "before": before.isoformat() if before else None,
            "after": after.isoformat() if after else None,
        }
    )

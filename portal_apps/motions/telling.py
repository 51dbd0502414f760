"""Who is told of a step, and in which words. The table names the groups."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from foundation.accounts.models import User
from foundation.notices.services import notify_many, register_template, worded

from .models import Handling, Sponsor
from .people import everybody_with, granted_at

if TYPE_CHECKING:
    from .services.acting import Act


@dataclass(frozen=True)
class Group:
    """`template` is the key of the message: progress for deputies, task for those who must do something."""

    name: str
    people: Callable[["Act"], Iterable[User]]
    template: str = "motions.progress"


def _accounts(sponsors) -> Iterable[User]:
    return User.objects.filter(is_active=True, pk__in=sponsors.values("mandate__person__account"))


def _lead(act: "Act") -> Iterable[User]:
    return _accounts(act.item.sponsors.filter(role=Sponsor.Role.LEAD))


def _sponsors(act: "Act") -> Iterable[User]:
    return _accounts(act.item.sponsors.confirmed())


def _invited(act: "Act") -> Iterable[User]:
    """Whoever has to confirm, the first time or again."""
    return _accounts(act.item.sponsors.filter(state=Sponsor.State.INVITED))


def _merged(act: "Act") -> Iterable[User]:
    return _accounts(Sponsor.objects.confirmed().filter(item__in=act.item.answered_together))


def _unit(act: "Act") -> Iterable[User]:
    """Who handles it now. What waits for the office of the government is the office's."""
    if act.handling is None:
        return ()
    if act.handling.state == "at_office":
        return everybody_with("suggestions.sub_assign")
    return granted_at(act.handling.unit.key, "suggestions.handle", "suggestions.sign_reply")


def _units(act: "Act") -> Iterable[User]:
    held = Handling.objects.open().filter(item=act.item).exclude(state="proposed").select_related("unit")
    people = (granted_at(one.unit.key, "suggestions.handle", "suggestions.sign_reply") for one in held)
    return [person for some in people for person in some]


def _main_unit(act: "Act") -> Iterable[User]:
    main = Handling.objects.filter(item=act.item, role=Handling.Role.MAIN).select_related("unit").first()
    return granted_at(main.unit.key, "suggestions.handle") if main else ()


def _office(act: "Act") -> Iterable[User]:
    """The office of the government, of what went through it."""
    through = act.handling is not None and act.handling.office_id
    return everybody_with("suggestions.sub_assign") if through else ()


def _office_or_staff(act: "Act") -> Iterable[User]:
    return _office(act) or everybody_with("suggestions.assign")


def _delegation(act: "Act") -> Iterable[User]:
    body = act.item.delegation
    return granted_at(body.key, "suggestions.check") if body and act.to == "delegation_check" else ()


def _secretariat(act: "Act") -> Iterable[User]:
    session = f"session:{act.item.session_id}"
    return granted_at(session, "suggestions.accept", "motions.register")


def _with(verb: str) -> Callable[["Act"], Iterable[User]]:
    return lambda act: everybody_with(verb)


TASK = "motions.task"
GROUPS = {
    "lead": Group("领衔代表", _lead),
    "sponsors": Group("提出代表", _sponsors),
    "invited": Group("要确认的联名代表", _invited, TASK),
    "cosigned": Group("要重新确认的联名代表", _invited, TASK),
    "merged_sponsors": Group("并入各件的提出代表", _merged),
    "unit": Group("承办单位", _unit, TASK),
    "units": Group("各承办单位", _units, TASK),
    "main_unit": Group("主办单位", _main_unit, TASK),
    "office": Group("政府办公厅（经它分办的）", _office, TASK),
    "office_or_staff": Group("政府办公厅，或者代表工委", _office_or_staff, TASK),
    "delegation": Group("代表团工作人员", _delegation, TASK),
    "secretariat": Group("大会秘书处", _secretariat, TASK),
    "staff": Group("代表工委", _with("suggestions.publish"), TASK),
    "motion_staff": Group("代表工委", _with("motions.follow"), TASK),
    "council": Group("主任会议成员", _with("suggestions.choose_key"), TASK),
    "committees": Group("专门委员会", _with("motions.review"), TASK),
}


def register() -> None:
    """Texts of the messages; they say what happened, the case says the rest."""
    for key, kind in (("motions.progress", "progress"), ("motions.task", "task")):
        register_template(key, kind=kind, title="{what}：{title}", text="{words}", sms="")


def tell(act: "Act") -> None:
    """Everybody of the groups and those who follow, once, but not who did it."""
    told: dict[int, tuple[User, str]] = {}
    for name in act.step.tells:
        for person in GROUPS[name].people(act):
            told.setdefault(person.pk, (person, GROUPS[name].template))
    for person in _followers(act) if act.step.tells else ():
        told.setdefault(person.pk, (person, "motions.progress"))
    told.pop(act.by.pk, None)
    said: dict[str, Any] = {"what": act.step.name, "title": act.item.title, "words": _words(act)}
    notify_many(
        worded(person, template, act.item, key=f"motions:{act.event.pk}", by=act.by, **said)
        for person, template in told.values()
    )


def _followers(act: "Act") -> Iterable[User]:
    from .reach import readable

    people = User.objects.filter(Q(is_active=True), pk__in=act.item.follows.values("person"))
    return [person for person in people if readable(person).filter(pk=act.item.pk).exists()]


def _words(act: "Act") -> str:
    """关于第3号《…》：交办。市交通局。理由……"""
    unit = f"{act.handling.unit}。" if act.handling is not None else ""
    reason = f"{act.reason}" if act.reason else ""
    return f"{act.item}：{act.step.name}。{unit}{reason}"

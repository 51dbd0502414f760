"""Who plays in the demo: an account for every deputy, two people for every unit, and the deputies of the term before."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import BY_KEY as ROLES
from foundation.rights.models import Grant, State
from portal_apps.deputies.models import Body, Mandate, Person, Session, Term
from portal_apps.deputies.services.facts import Facts
from portal_apps.deputies.services.mandates import register_mandate
from portal_apps.deputies.services.organise import keep

FAMILY = "陶纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危"
GIVEN = ("文渊", "思源", "立新", "若水", "景明", "雅琴", "志远", "清和", "海宁", "晓岚", "国栋", "玉洁")
BEFORE = Facts(
    decided_on=date(2018, 1, 5),
    deciding_body="示例市第十四届人大常委会",
    document_number="示例市人大常委会公告〔2018〕1 号",
)
RETURNING = 12  # deputies who sat in the term before as well


@dataclass
class Cast:
    """The demo accounts by role, units by name, and who works where."""

    people: dict[str, User]
    units: dict[str, Body]
    bodies: dict[str, Body]
    mandates: list[Mandate]  # of this term; the first is the deputy of the demo accounts
    earlier: list[Mandate]
    sessions: list[Session]  # the oldest first; the first is of the term before
    staffs: dict[tuple[int, str], User] = field(default_factory=dict)

    def at(self, unit: Body, role: str) -> User:
        return self.staffs[unit.pk, role]


def gather() -> Cast:
    """Whoever is missing is made."""
    people = User.objects.filter(is_demo=True, username__in=ROLES).in_bulk(field_name="username")
    term = Term.objects.get(number=16)
    mandates = _with_accounts(term)
    earlier = _term_before(term, people["congress_staff"])
    units = {body.name: body for body in Body.objects.filter(kind="handling_unit").select_related("parent")}
    cast = Cast(
        people, units, {body.name: body for body in Body.objects.filter(term=term)}, mandates, earlier,
        list(Session.objects.select_related("term__area").filter(since__lte=timezone.localdate()).order_by("since")),
    )  # fmt: skip
    _staff_units(cast)
    return cast


def _account(username: str, name: str) -> User:
    """Nobody logs in with it."""
    return User(
        username=username, display_name=name, first_name=name, is_demo=True, password=make_password(None)
    )


def _enrol(users: list[User], role: str) -> None:
    made, _ = Group.objects.get_or_create(name=ROLES[role].group)
    User.groups.through.objects.bulk_create(User.groups.through(user=one, group=made) for one in users)


def _with_accounts(term: Term) -> list[Mandate]:
    """A deputy signs and judges with an account of one's own."""
    held = Mandate.objects.serving().filter(term=term).select_related("person__account", "delegation")
    mandates = list(held.order_by("-person__account", "pk"))
    without = [one for one in mandates if one.person.account is None]
    users = User.objects.bulk_create(
        _account(f"demo-deputy-{number:03}", one.person.name) for number, one in enumerate(without, 1)
    )
    for one, user in zip(without, users, strict=True):
        one.person.account = user
    Person.objects.bulk_update([one.person for one in without], ["account"])
    _enrol(users, "deputy")
    return sorted(mandates, key=lambda one: (one.person.account.username != "deputy", one.pk))


def _staff_units(cast: Cast) -> None:
    """The demo accounts work in one unit; the others get people of their own."""
    roles = ("unit_handler", "unit_head")
    held = Grant.objects.in_force().filter(role__in=roles).select_related("person")
    placed = {(grant.place, grant.role): grant.person for grant in held}
    wanted = [
        (unit, role) for unit in cast.units.values() for role in roles if (unit.key, role) not in placed
    ]
    users = User.objects.bulk_create(
        _account(f"demo-unit-{number:03}", FAMILY[number % len(FAMILY)] + GIVEN[number % len(GIVEN)])
        for number in range(1, len(wanted) + 1)
    )
    for role in roles:
        _enrol([user for user, (_, held) in zip(users, wanted, strict=True) if held == role], role)
    Grant.objects.bulk_create(
        Grant(
            person=user, role=role, place=unit.key, ground="演示内容", state=State.IN_FORCE,
            proposed_by=cast.people["security_admin"], decided_by=cast.people["office_head"], decided_at=timezone.now(),
        )
        for user, (unit, role) in zip(users, wanted, strict=True)
    )  # fmt: skip
    made: dict[Any, User] = {(unit.key, role): user for user, (unit, role) in zip(users, wanted, strict=True)}
    for unit in cast.units.values():
        for role in roles:
            cast.staffs[unit.pk, role] = made.get((unit.key, role)) or placed[unit.key, role]


def _term_before(term: Any, staff: User) -> list[Mandate]:
    """Its last session, and some deputies who were elected again."""
    first = date(term.since.year - 5, 1, 10)
    before = keep(
        Term(area=term.area, number=term.number - 1, since=first, until=term.since - timedelta(1)), by=staff
    )
    opened = date(term.since.year - 1, 1, 11)
    keep(Session(term=before, number=5, since=opened, until=opened + timedelta(4)), by=staff)
    again = Mandate.objects.filter(term=term, delegation__isnull=False).select_related(
        "person__account", "delegation"
    )
    delegations: dict[str, Body] = {}
    made = []
    held: Any
    for number, held in enumerate(again.order_by("pk")[:RETURNING], 1):
        name = held.delegation.name
        if name not in delegations:
            body = Body(kind="delegation", name=name, term=before, area=held.delegation.area)
            delegations[name] = keep(body, by=staff)
        made.append(
            register_mandate(
                held.person, before, by=staff, facts=BEFORE, verb="take_over", electing_unit=held.electing_unit,
                delegation=delegations[name], certificate_number=f"示十五-{number:03d}",
            )
        )  # fmt: skip
    return made

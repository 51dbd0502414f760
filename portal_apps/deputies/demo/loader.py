"""Fill an empty demo with a congress of invented people. What is there already is left alone."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from foundation.accounts.models import User
from foundation.rights.services import approve_grant, propose_grant

from ..models import Mandate, Source, Tag, Term
from ..services.absences import record_absence
from ..services.change import change_mandate
from ..services.facts import Facts
from ..services.mandates import register_mandate
from ..services.people import register_person
from ..services.posts import appoint
from ..services.wishes import share, wish
from .organisation import SINCE, Organisation, organise

HERE = Path(__file__).parent
GROUND = "演示内容"
ANNOUNCED = Facts(
    decided_on=date(2023, 1, 6),
    deciding_body="示例市第十五届人大常委会",
    document_number="示例市人大常委会公告〔2023〕1 号",
)
COMMITTEE_SIZE = 5


@transaction.atomic
def load_demo_congress() -> int:
    """How many deputies were made: 0 when there is a term already. Raises ImproperlyConfigured outside the demo."""
    if not settings.DEMO:
        raise ImproperlyConfigured("只有演示环境（DEMO = True）可以装入演示内容。")
    if Term.objects.exists():
        return 0
    said = tomllib.loads((HERE / "congress.toml").read_text("utf-8"))
    rows = json.loads((HERE / "people.json").read_text("utf-8"))
    staff = User.objects.get(username="congress_staff")
    house = organise(said, by=staff)
    _grant_places(said["grants"], house)
    mandates = [_deputy(row, number, house, staff) for number, row in enumerate(rows, 1)]
    _own_deputy(house, staff)
    _posts(mandates, house, staff)
    _by_election(rows[0], house, staff)
    record_absence(mandates[7], house.session, approved=True, ground="请假条，大会秘书处批准", by=staff)
    return Mandate.objects.count()


def _grant_places(grants: dict[str, list[str]], house: Organisation) -> None:
    """Roles that reach one place need a grant that names it."""
    wanted = {role: house.bodies[name].key for role, (_, name) in grants.items()}
    wanted["session_secretariat"] = f"session:{house.session.pk}"
    people = User.objects.in_bulk(["security_admin", "office_head", *wanted], field_name="username")
    for role, place in wanted.items():
        proposed = propose_grant(people[role], role, by=people["security_admin"], ground=GROUND, place=place)
        approve_grant(proposed, by=people["office_head"])


def _deputy(row: dict[str, Any], number: int, house: Organisation, by) -> Mandate:
    basic = {key: value for key, value in row.items() if key not in ("area", "tags", "born")}
    person = register_person(by=by, values={**basic, "born_on": date.fromisoformat(row["born"])})
    return register_mandate(
        person, house.term, by=by, facts=ANNOUNCED, verb="take_over", tags=Tag.objects.filter(name__in=row["tags"]),
        electing_unit=house.electing[row["area"]], delegation=house.delegations[row["area"]],
        station=house.bodies["和苑社区代表联络站"] if row["area"] == "中心区" else None,
        certificate_number=f"示十六-{number:03d}",
    )  # fmt: skip


def _own_deputy(house: Organisation, staff) -> None:
    """The one who can log in: has a wish waiting, and lets colleagues see the mail address."""
    account = User.objects.get(username="deputy")
    row = {
        "name": account.display_name, "sex": "2", "born": "1979-05-20", "nationality": "01", "party": "13",
        "education": "21", "occupation": "教师", "employer": "望山区第三中学", "duty": "教师", "area": "望山区",
        "tags": ["专业技术人员", "教育科学文化", "妇女"], "email": "fang@example.cn", "office_phone": "0000-00000021",
    }  # fmt: skip
    person = _deputy(row, 900, house, staff).person
    person.account = account
    person.save(update_fields=["account"])
    share(person, by=account, phone=False, email=True)
    wish(person, by=account, values={"duty": "副校长"})


def _posts(mandates: list[Mandate], house: Organisation, by) -> None:
    """Committees take turns; each delegation has a leader."""
    committees = [body for body in house.bodies.values() if body.what.deputies and body.kind != "delegation"]
    for index, body in enumerate(committees):
        members = mandates[index * COMMITTEE_SIZE : (index + 1) * COMMITTEE_SIZE]
        posts = ["chair", "vice_chair", *["member"] * (COMMITTEE_SIZE - 2)]
        for mandate, post in zip(members, posts, strict=True):
            appoint(mandate.person, body, post, since=SINCE, ground="市十六届人大一次会议", by=by)
    for delegation in house.delegations.values():
        leader = next(one for one in mandates if one.delegation_id == delegation.pk)
        appoint(leader.person, delegation, "leader", since=SINCE, ground="代表团全体会议推选", by=by)


def _by_election(row: dict[str, Any], house: Organisation, by) -> None:
    """One whose credentials are still being looked at."""
    values = {"name": "时雨桐", "sex": "2", "born_on": date(1988, 3, 8), "employer": row["employer"]}
    person = register_person(by=by, values={**values, "occupation": row["occupation"], "duty": row["duty"]})
    elected = Facts(decided_on=date(2026, 9, 18), deciding_body="湖新区人大常委会")
    mandate = register_mandate(
        person, house.term, by=by, facts=elected, source=Source.BY_ELECTION,
        electing_unit=house.electing["湖新区"], delegation=house.delegations["湖新区"],
    )  # fmt: skip
    change_mandate(mandate, "submit", by=by, ground="review", facts=Facts(decided_on=date(2026, 9, 25)))

"""How many of which: the mixture of a year, and what the demo deputy and the demo unit find on their desks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from portal_apps.deputies.models import Mandate

from .cast import Cast
from .life import Plan

IN_SESSION, IN_RECESS, MERGED = 270, 190, 10
EARLIER = {3: 30, 2: 16, 1: 10, 0: 8}  # index of the session, the oldest 0 → repeated topics filed with it
#: what becomes of those of a session, and of the recess; what is not named is answered in time
SESSION = {"late": 16, "extended": 14, "overdue": 5, "return_granted": 9, "return_refused": 3, "letter": 5}
SESSION |= {"withdrawn": 4, "returned": 3, "check": 4, "review": 4}
RECESS = {"late": 6, "extended": 4, "overdue": 4, "return_pending": 0, "return_granted": 3, "letter": 3}
GRADES = (
    ["satisfied"] * 70
    + ["basically_satisfied"] * 14
    + ["redo"] * 5
    + ["twice"] * 2
    + ["silent"] * 5
    + ["waiting"] * 4
)
MOTION_FATES = (
    ["check"] * 2
    + ["convert"] * 19
    + ["follow_up"] * 4
    + ["agenda"]
    + ["submitted"] * 2
    + ["registered", "under_review"]
)
#: days before today → fate, for what lies on the desks of the demo today
DESK = [(3, "review"), (4, "review"), (5, "review"), (6, "review"), (8, "accepted"), (9, "accepted")]
DESK += [
    (13, "proposed"),
    (14, "proposed"),
    (15, "proposed"),
    (16, "proposed"),
    (20, "unsigned"),
    (21, "unsigned"),
]
DESK += [(21, "unsigned"), (22, "unsigned"), (24, "dispatched"), (25, "dispatched"), (26, "dispatched")]
DESK += [
    (30, "return_asked"),
    (34, "return_pending"),
    (36, "return_pending"),
    (38, "return_pending"),
    (40, "answered"),
    (45, "answered"),
]
DESK += [
    (60, "answered"),
    (110, "drafted"),
    (112, "drafted"),
    (114, "drafted"),
    (116, "signed"),
    (125, "overdue"),
]
DESK += [
    (128, "overdue"),
    (135, "redoing"),
    (140, "redoing"),
    (210, "twice"),
    (220, "twice"),
    (150, "waiting"),
]
ASSISTING = (30, 45, 60, 72)  # days before today of those in which the demo unit assists
OWN = [
    (2, "draft", ""),
    (5, "draft", ""),
    (7, "cosigning", ""),
    (9, "returned", ""),
    (14, "proposed", ""),
    (40, "answered", ""),
]
OWN += [
    (140, "answered", "waiting"),
    (145, "answered", "waiting"),
    (150, "late", "waiting"),
    (170, "answered", "redoing"),
]
OWN += [(210, "answered", "satisfied"), (230, "answered", "redo"), (250, "extended", "satisfied")]
OWN += [(240, "kept", "satisfied")]


def plans(said: dict[str, Any], cast: Cast, rng: Random, today: date) -> Iterator[Plan]:
    """In the order of filing within each group, so that numbers grow with the days."""
    pairs = [(matter, place) for matter in said["matter"] for place in said["places"][matter["kind"]]]
    rng.shuffle(pairs)
    repeats = pairs[: max(EARLIER.values())]
    for index, many in EARLIER.items():
        if index < len(cast.sessions) - 1:
            yield from _earlier(repeats[:many], cast, cast.sessions[index], rng)
    rest: Iterator[Any] = iter(pairs)
    this: Any = cast.sessions[-1]
    yield from _motions(said["motion"], this, cast, rng)
    yield from _of_session(rest, len(repeats), this, cast, rng)
    recess = [
        *_recess(rest, this, cast, rng, today),
        *_desk(said, cast, rng, today),
        *_own(rest, cast, rng, today),
    ]
    yield from sorted((one for one in recess if one.on > this.until), key=lambda one: one.on)


def _people(cast: Cast, rng: Random, own: bool = False) -> tuple[Mandate, list[Mandate]]:
    """A lead, and with half of them some who sign."""
    lead = cast.mandates[0] if own else rng.choice(cast.mandates[1:])
    many = rng.choice((0, 0, 0, 1, 1, 2, 3, 5))
    return lead, rng.sample([one for one in cast.mandates if one != lead], many)


def _plan(
    pair: tuple[dict[str, Any], str], session: Any, on: date, cast: Cast, rng: Random, **more: Any
) -> Plan:
    lead, co = _people(cast, rng, more.pop("own", False))
    more.setdefault("grade", rng.choice(GRADES))
    return Plan(pair[0], pair[1], lead, session, on, co=more.pop("co", co), **more)


def _earlier(pairs, cast: Cast, session: Any, rng: Random) -> Iterator[Plan]:
    """Asked for before, answered, and not solved; in the term before by those who sat then."""
    held = [one for one in cast.earlier if one.term_id == session.term_id] or cast.mandates
    for pair in pairs:
        on = session.since + timedelta(rng.randint(0, 2))
        yield Plan(
            pair[0],
            pair[1],
            rng.choice(held),
            session,
            on,
            in_session=True,
            grade=rng.choice(("satisfied", "basically_satisfied")),
        )


def _fates(counts: dict[str, int], many: int, rng: Random) -> list[str]:
    named = [fate for fate, count in counts.items() for _ in range(count)]
    found = named + ["answered"] * (many - len(named))
    rng.shuffle(found)
    return found


def _delegates(cast: Cast) -> list[Mandate]:
    """Colleagues of the demo deputy, whose delegation the demo staff works for."""
    return [one for one in cast.mandates[1:] if one.delegation_id == cast.mandates[0].delegation_id]


def _of_session(rest, repeated: int, session: Any, cast: Cast, rng: Random) -> Iterator[Plan]:
    """The first of them were asked for in earlier years too; some were asked for by two."""
    made, near = [], _delegates(cast)
    for number, fate in enumerate(_fates(SESSION, IN_SESSION, rng)):
        said = ("more", "three", "two")[number % 3] if number < repeated else ""
        on = session.since + timedelta(rng.randint(0, 2))
        one = _plan(next(rest), session, on, cast, rng, fate=fate, in_session=True, repeated=said)
        made.append(replace(one, lead=near[number % len(near)], co=[]) if fate == "check" else one)
    plain = [one for one in made if one.fate == "answered"]
    for one in plain[:MERGED]:
        lead, co = _people(cast, rng)
        while lead == one.lead:
            lead, co = _people(cast, rng)
        one.companions.append(replace(one, lead=lead, co=co, fate="merged", companions=[], repeated=""))
    for number, one in enumerate(plain[-23:]):
        one.key = "chosen" if number < 20 else "proposed"
    yield from sorted(made, key=lambda one: one.on)


def _motions(matters, session: Any, cast: Cast, rng: Random) -> Iterator[Plan]:
    for matter, fate in zip(matters, MOTION_FATES, strict=False):
        signing = rng.sample(cast.mandates, 11 + rng.randint(0, 4))
        if fate == "check":
            near = _delegates(cast)
            signing = [near[0], *(one for one in signing if one != near[0])]
        yield Plan(
            {**matter, "unit": _unit_of(matter["name"]), "category": "政法及劳动人事"}, "", signing[0], session,
            session.since, fate=fate, kind="motion", in_session=True, co=signing[1:], grade=rng.choice(GRADES),
        )  # fmt: skip


def _unit_of(name: str) -> str:
    """Who would draft the law."""
    words = {
        "养老": "民政局",
        "电动": "公安局",
        "水": "水利局",
        "停车": "公安局",
        "教育": "教育局",
        "医": "卫生健康委员会",
    }
    words |= {
        "公路": "交通局",
        "车": "交通局",
        "消费": "市场监督管理局",
        "湿地": "生态环境局",
        "噪声": "生态环境局",
    }
    found = next((unit for word, unit in words.items() if word in name), "住房和城乡建设局")
    return f"示例市{found}"


def _recess(rest, session: Any, cast: Cast, rng: Random, today: date) -> Iterator[Plan]:
    """More in the last months than in the spring."""
    first = session.until + timedelta(20)
    span = max((today - first).days - 6, 1)
    for fate in _fates(RECESS, IN_RECESS - len(DESK) - len(OWN), rng):
        on = first + timedelta(int(span * rng.random() ** 0.6))
        yield _plan(next(rest), session, on, cast, rng, fate=fate)


def _desk(said: dict[str, Any], cast: Cast, rng: Random, today: date) -> Iterator[Plan]:
    """At the unit of the demo accounts, so that each of its lists shows something; topics of other streets."""
    traffic = [one for one in said["matter"] if one["unit"] == "示例市交通局"]
    for number, (days, fate) in enumerate(DESK):
        matter = traffic[number % len(traffic)]
        places = said["places"][matter["kind"]]
        pair = (
            matter,
            f"{places[number % len(places)]}延伸段" if matter["kind"] == "road" else places[-1 - number % 5],
        )
        grade = {"grade": fate} if fate in ("redoing", "twice", "waiting") else {}
        yield _plan(pair, cast.sessions[-1], today - timedelta(days), cast, rng, fate=fate, **grade)
    other = next(one for one in said["matter"] if one.get("assist") == "示例市交通局")
    for days, place in zip(ASSISTING, said["places"][other["kind"]], strict=False):
        pair = (other, f"{place}南口")
        yield _plan(pair, cast.sessions[-1], today - timedelta(days), cast, rng, fate="unassisted")


def _own(rest, cast: Cast, rng: Random, today: date) -> Iterator[Plan]:
    """Of the deputy of the demo accounts."""
    for days, fate, grade in OWN:
        pair, on = next(rest), today - timedelta(days)
        more: dict[str, Any] = {"grade": grade} if grade else {}
        if fate == "cosigning":
            more["co"] = cast.mandates[1:5]
        yield _plan(pair, cast.sessions[-1], on, cast, rng, fate=fate, own=True, **more)
    for number in (1, 2, 3):  # others ask this deputy to sign
        plan = _plan(next(rest), cast.sessions[-1], today - timedelta(number), cast, rng, fate="cosigning")
        yield replace(
            plan,
            on=plan.on - timedelta(3),
            co=[cast.mandates[0], *[one for one in plan.co if one != cast.mandates[0]]],
        )

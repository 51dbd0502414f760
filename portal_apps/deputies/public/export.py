"""From a deputy to the public document: every field that goes out is named here."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet

from foundation.rulebook.reading import rule_value
from publishing.contract import Document, Exporter, Gone

from ..models import Mandate, MandateChange, Membership, Person
from ..states import State
from .changes import DIRECTORY, PREFIX, document_id

THEME = Path(__file__).parent / "theme"
HOME = "/deputies/"
COLUMN = "/daibiao/"  # the column of the public site that leads to the directory
ENDED = "不再担任代表，或者暂时不提供这一页"
EMPTY = "代表名录暂时没有内容"
OFFICE = "市人大常委会代表工作机构"


def exporter() -> Exporter:
    return Exporter(PREFIX, export, all_ids, theme=THEME)


def level() -> str:
    """Deputies of which level this site shows."""
    return str(rule_value("deputies.public_level"))


def public_people(ids: Iterable[str] | None = None) -> QuerySet[Person]:
    """Those who are or were public: somebody once confirmed a mandate of theirs of the level of this site."""
    confirmed = MandateChange.objects.filter(
        mandate__person=OuterRef("pk"), mandate__term__area__level=level(), to_state=State.CONFIRMED
    )
    people = Person.objects.filter(Exists(confirmed))
    return people if ids is None else people.filter(uid__in=[uid for name in ids if (uid := _uid(name))])


def all_ids() -> list[str]:
    ids = [document_id(person) for person in public_people().only("uid")]
    return [*sorted(ids), DIRECTORY] if ids else []


def export(ids: Iterable[str]) -> Iterator[Document | Gone]:
    wanted = list(ids)
    people = {document_id(person): person for person in public_people(wanted)}
    serving, moments = _serving(people.values()), _moments(people.values())
    for name in wanted:
        if name == DIRECTORY:
            yield from directory()
        elif person := people.get(name):
            mandate = serving.get(person.pk)
            first, last = moments[person.pk]
            yield profile(person, mandate, first) if mandate else _gone(person, last)


def path_of(person: Person) -> str:
    return f"{HOME}{person.uid.hex[:16]}/"


def profile(person: Person, mandate: Mandate, first: datetime) -> Document:
    """Name, sex, nationality, party, education, employer and post; term, delegation, posts, station. Nothing else."""
    basic = [
        ("性别", person.get_sex_display() if person.sex in ("1", "2") else ""),
        ("民族", person.get_nationality_display()),
        ("党派", person.get_party_display()),
        ("学历", person.get_education_display()),
        ("工作单位", person.employer),
        ("职务", person.duty),
    ]
    duty = [
        ("届次", str(mandate.term)),
        ("代表团", _name(mandate.delegation)),
        ("选举单位", _name(mandate.electing_unit)),
        ("选区", mandate.constituency),
        ("任职", "、".join(str(post) for post in mandate.posts.all())),
        ("专业领域", "、".join(tag.name for tag in mandate.tags.all() if tag.kind == "field")),
        ("联络站", _name(mandate.station)),
    ]
    return Document(
        id=document_id(person),
        kind="deputy",
        locale="zh-hans",
        path=path_of(person),
        title=person.name,
        summary=f"{mandate.term}人大代表{f'，{mandate.delegation}' if mandate.delegation else ''}",
        source=OFFICE,
        published=_moment(first),
        data={
            "basic": [[name, value] for name, value in basic if value],
            "duty": [[name, value] for name, value in duty if value],
            "directory": HOME,
        },
    )


def directory() -> Iterator[Document | Gone]:
    """All of those in office, by delegation."""
    people = {person.pk: person for person in public_people()}
    if not people:
        return
    groups: dict[str, list[list[str]]] = {}
    found = _serving(people.values()).values()
    for mandate in sorted(found, key=_place):
        name = str(mandate.delegation or "未编入代表团")
        groups.setdefault(name, []).append([mandate.person.name, path_of(mandate.person)])
    if not groups:
        yield Gone(DIRECTORY, "zh-hans", HOME, "代表名录", _moment(_last_change()), EMPTY)
        return
    terms = sorted({str(mandate.term) for mandate in found})
    count = sum(map(len, groups.values()))
    yield Document(
        id=DIRECTORY,
        kind="deputy_directory",
        locale="zh-hans",
        path=HOME,
        title="代表名录",
        summary=f"{'、'.join(terms)}人大代表 {count} 名",
        source=OFFICE,
        published=_moment(MandateChange.objects.filter(to_state=State.CONFIRMED).earliest("at").at),
        data={
            "count": count,
            "list_of": COLUMN,
            "description": "在任代表的名单和履职基本信息",
            "delegations": [
                [name, f"g{number}", members] for number, (name, members) in enumerate(groups.items(), 1)
            ],
        },
    )


def _serving(people: Iterable[Person]) -> dict[int, Mandate]:
    """Their mandate in force at the level of this site, by person."""
    open_posts = Membership.objects.open().select_related("body").order_by("body__order", "pk")
    rows = (
        Mandate.objects.serving()
        .filter(person__in=[person.pk for person in people], term__area__level=level())
        .select_related("person", "term__area", "delegation", "electing_unit", "station")
        .prefetch_related("tags", Prefetch("posts", open_posts))
    )
    return {mandate.person_id: mandate for mandate in rows.order_by("term__number", "pk")}


def _gone(person: Person, last: datetime) -> Gone:
    """Why is nobody's business here: a suspension reads like an end."""
    return Gone(document_id(person), "zh-hans", path_of(person), person.name, _moment(last), ENDED)


def _moments(people: Iterable[Person]) -> dict[int, tuple[datetime, datetime]]:
    """When each became public first, and when anything changed last; one query."""
    rows = MandateChange.objects.filter(mandate__person__in=[person.pk for person in people]).order_by()
    first = Min("at", filter=Q(to_state=State.CONFIRMED))
    found = rows.values("mandate__person").annotate(first=first, last=Max("at"))
    return {row["mandate__person"]: (row["first"], row["last"]) for row in found}


def _last_change() -> datetime:
    return MandateChange.objects.latest("at").at


def _place(mandate: Mandate) -> tuple:
    """By delegation in its order; within one by name, as the database would."""
    body = mandate.delegation
    return (body is None, body.order if body else 0, str(body or ""), mandate.person.name, mandate.pk)


def _name(body) -> str:
    return body.name if body else ""


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _uid(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix(f"{PREFIX}:"))
    except ValueError:
        return None

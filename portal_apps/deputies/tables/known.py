"""All the database knows of a list of deputies, asked for in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from foundation.accounts.sealing import fingerprint
from foundation.imports.kinds import Row

from ..models import Area, Body, Mandate, Membership, Person, PersonalData, PublicOffice, Tag, Term

Month = tuple[str, int, int]  # name, year and month of birth
BODIES = {"delegation": "delegation", "electing_unit": "electing_unit", "station": "liaison_station"}
ENDINGS = {"delegation": "代表团", "liaison_station": "代表联络站", "deputy_group": "代表小组"}


class Known:
    def __init__(self, rows: list[Row], term: Term) -> None:
        self.term = term
        names = {row["name"] for row in rows if row["name"]}
        self.by_number = self._by_number(row["id_number"] for row in rows if row["id_number"])
        people = Person.objects.filter(name__in=names) | Person.objects.filter(pk__in=self.by_number.values())
        self.people = {person.pk: person for person in people.distinct()}
        self.personal = PersonalData.objects.in_bulk(list(self.people))
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            self.by_name[person.name].append(person)
        self.mandates: dict[int, list[Mandate]] = defaultdict(list)
        found = Mandate.objects.current().filter(person__in=list(self.people))
        found = found.select_related("term", *BODIES, "contact_member").prefetch_related(
            "tags", "posts__body"
        )
        for mandate in found:
            self.mandates[mandate.person_id].append(mandate)
        self.areas = {area.pk: area for area in Area.objects.all()}
        self.tags = {(tag.kind, tag.name): tag for tag in Tag.objects.all()}
        self.office_holders = set(PublicOffice.objects.open().values_list("person_id", flat=True))
        self._read_bodies()

    @staticmethod
    def _by_number(numbers: Iterable[str]) -> dict[str, int]:
        prints = {print_: number for number in numbers for print_ in fingerprint(number, every=True)}
        found = PersonalData.objects.filter(id_number_print__in=list(prints))
        return {prints[str(print_)]: pk for print_, pk in found.values_list("id_number_print", "person_id")}

    def _read_bodies(self) -> None:
        """By kind and name; posts by what people call them: 城建环保委员会委员."""
        self.bodies: dict[tuple[str, str], Body] = {}
        self.posts: dict[str, tuple[Body, str]] = {}
        self.in_office = set(
            Membership.objects.open().of_kind("standing_committee").values_list("person__name", "person_id")
        )
        for body in Body.objects.on().select_related("term"):
            if body.term_id not in (None, self.term.pk):
                continue
            self.bodies[body.kind, body.name] = body
            ending = ENDINGS.get(body.kind, "")
            if ending and body.name.endswith(ending):
                self.bodies.setdefault((body.kind, body.name.removesuffix(ending)), body)
            if body.what.deputies and body.kind != "deputy_group":
                self.posts |= {f"{body.name}{word}": (body, post) for post, word in body.what.posts}

    def body(self, kind: str, name: str) -> Body | None:
        return self.bodies.get((kind, name)) or self.bodies.get((kind, f"{name}{ENDINGS.get(kind, '')}"))

    def related(self, one: int, other: int) -> bool:
        """Whether of two areas one lies within the other, or they are the same."""
        return one in self._line(other) or other in self._line(one)

    def _line(self, pk: int | None) -> list[int]:
        found: list[int] = []
        while pk is not None and pk not in found:
            found.append(pk)
            pk = self.areas[pk].parent_id
        return found

    def contact(self, name: str) -> int | None:
        """The one member of the standing committee of that name; None where there is none or more than one."""
        found = [pk for called, pk in self.in_office if called == name]
        return found[0] if len(found) == 1 else None


def same_month(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and (one.year, one.month) == (other.year, other.month)

"""A small congress at work: deputies, staff, units, and items brought to any stage by the verbs themselves."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile
from foundation.rights.models import Grant, State
from portal_apps.deputies.models import Body, Mandate, Person
from portal_apps.motions import services as do
from portal_apps.motions.annexes import DOCUMENT
from portal_apps.motions.models import Category, Commitment, Handling, Item
from tests.portal_apps.deputies.conftest import City
from tests.services.people import make_user
from tests.services.sheets import PDF

TEXT = {
    "situation": "望河大桥引桥一侧没有人行道，早晚高峰行人和电动车混行，去年以来发生多起刮擦。" * 2,
    "analysis": "引桥建成时没有预留人行空间，两侧绿化带宽三米，可以利用其中一部分。",
    "proposal": "利用引桥西侧绿化带增设人行道和隔离护栏，路口补装信号灯，年内完成设计，明年汛期前完工。",
}
LETTER = do.Letter(
    body=[{"heading": "一、关于人行道", "text": "已列入明年市政工程计划，明年六月底前完工。"}],
    situation="planned",
    assist_note="财政部门同意安排资金。",
)
SOLVED = do.Letter(
    body=[{"heading": "", "text": "人行道已经建成，昨天通行。"}],
    situation="solved",
    assist_note="财政部门已安排资金。",
)
REASON = "按规定办理"


def sheet(name: str = "签名.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def handed_in(by: User, name: str = "文件.pdf") -> StoredFile:
    """A document of an act, as it lies there after the upload."""
    told = {"kind": "pdf", "size": len(PDF), "given_size": len(PDF), "digest": "0" * 64}
    made = StoredFile(owner=by, purpose=DOCUMENT, name=name, given_digest="0" * 64, **told)
    made.file.save("kept", ContentFile(PDF))
    return made


def on_paper(person: User | Person) -> do.Signed:
    return do.Signed(person if isinstance(person, Person) else person.deputy, "paper", sheet())


def grant(person: User, role: str, place: str) -> User:
    Grant.objects.create(person=person, role=role, place=place, ground="分工", state=State.IN_FORCE)
    return person


@dataclass
class House:
    """Every person is made when first asked for, with the grant the role needs."""

    city: City
    people: dict[str, User] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: iter(range(1, 10**6)))

    def __post_init__(self) -> None:
        self.session = self.city.sessions[2]
        self.rise()
        organ = {"kind": "handling_unit", "organ": "government"}
        self.office = Body.objects.create(name="市政府办公厅", **organ)
        self.transport = Body.objects.create(name="市交通局", parent=self.office, **organ)
        self.finance = Body.objects.create(name="市财政局", parent=self.office, **organ)
        self.court = Body.objects.create(name="市中级法院", kind="handling_unit", organ="court")
        self.union = Body.objects.create(name="市总工会", kind="handling_unit", organ="other")
        self.desk = Body.objects.create(name="工程科", kind="desk", parent=self.court)
        self.committee = Body.objects.create(name="城建委员会", kind="special_committee", term=self.city.term)
        self.places = {
            "delegation_staff": self.city.delegations[0].key,
            "session_secretariat": f"session:{self.session.pk}",
            "unit_handler": self.court.key,
            "unit_head": self.court.key,
        }

    def person(self, role: str) -> User:
        """Who holds a role, for the place these scenes play in."""
        if role not in self.people:
            made = make_user(role)
            if role in self.places:
                grant(made, role, self.places[role])
            self.people[role] = made
        return self.people[role]

    def at(self, unit: Body, role: str = "unit_handler") -> User:
        """Who holds a role for a unit."""
        if unit == self.court:
            return self.person(role)
        key = f"{role}@{unit.pk}"
        if key not in self.people:
            self.people[key] = grant(make_user(role), role, unit.key)
        return self.people[key]

    @property
    def staff(self) -> User:
        return self.person("congress_staff")

    @property
    def lead(self) -> User:
        return self.deputies(1)[0].person.account

    def deputies(self, count: int) -> list[Mandate]:
        """The first is the lead of these scenes."""
        held = list(Mandate.objects.filter(person__account__isnull=False).order_by("pk"))
        while len(held) < count:
            account = make_user("deputy")
            held.append(self.city.deputy(f"代表{len(held) + 1}", account=account))
        return held[:count]

    def sit(self) -> None:
        """The session sits today."""
        self.session.since, self.session.until = localdate(), localdate() + timedelta(4)
        self.session.save()

    def rise(self) -> None:
        """The session is over."""
        self.session.since, self.session.until = date(2026, 2, 2), date(2026, 2, 6)
        self.session.save()

    # stages of a suggestion, each by the verb that leads there

    def draft(self, kind: str = "suggestion", **about: Any) -> Item:
        said = {"no_secrets": True, **about}
        title = f"关于完善望河大桥人行设施的建议（{next(self.numbers)}）"
        return do.write(self.deputies(1)[0], kind, by=self.lead, title=title, text=dict(TEXT), about=said)

    def cosigned(self, count: int = 2, kind: str = "suggestion", **about: Any) -> Item:
        item = self.draft(kind, **about)
        others = self.deputies(count)[1:]
        item = do.invite(item, by=self.lead, deputies=others)
        for mandate in others:
            item = do.cosign(item, by=mandate.person.account)
        return item

    def submitted(self, item: Item | None = None, **about: Any) -> Item:
        return do.submit(item or self.draft(**about), by=self.lead)

    def accepted(self, item: Item | None = None, **about: Any) -> Item:
        return do.accept(self.submitted(item, **about), by=self.staff)

    def proposed(self, *places: do.Place, item: Item | None = None, **about: Any) -> Item:
        item = self.accepted(item, **about)
        item = do.classify(item, by=self.staff, category=Category.objects.earliest("pk"))
        return do.propose_units(item, by=self.staff, units=places or [do.Place(self.court)])

    def assigned(self, *places: do.Place, item: Item | None = None, **about: Any) -> Item:
        return do.assign(self.proposed(*places, item=item, **about), by=self.staff)

    def assigned_in_session(self, *places: do.Place) -> Item:
        """Filed in the session that sits, and assigned at once."""
        item = do.pass_check(self.submitted(), by=self.person("delegation_staff"))
        item = do.accept(item, by=self.staff)
        item = do.propose_units(item, by=self.staff, units=places)
        return do.assign(item, by=self.staff)

    def handling(self, item: Item | None = None, unit: Body | None = None) -> Handling:
        """Assigned to the court, where nothing is said."""
        return (item or self.assigned()).handlings.get(unit=unit or self.court)

    def signed_for(self, handling: Handling | None = None) -> Handling:
        handling = handling or self.handling()
        return do.sign_for(handling, by=self.at(handling.unit))

    def contacted(self, handling: Handling | None = None) -> Handling:
        handling = self.signed_for(handling)
        return do.contact(
            handling,
            by=self.at(handling.unit),
            form="talk",
            on=localdate(),
            sponsors=list(handling.item.sponsors.confirmed()),
            notes="到现场看了",
        )

    def drafted(self, handling: Handling | None = None, letter: do.Letter = SOLVED) -> Handling:
        handling = handling or self.contacted()
        return do.draft_reply(handling, by=self.at(handling.unit), letter=letter)

    def promised(self, handling: Handling | None = None) -> Handling:
        handling = self.drafted(handling, LETTER)
        return do.promise(
            handling,
            by=self.at(handling.unit),
            promise="增设人行道",
            due_on=localdate() + timedelta(120),
            responsible="工程科",
        )

    def signed(self, handling: Handling | None = None) -> Handling:
        handling = handling or self.drafted()
        return do.sign_reply(handling, by=self.at(handling.unit, "unit_head"))

    def replied(self, handling: Handling | None = None) -> Handling:
        handling = self.signed(handling)
        return do.deliver_reply(handling, by=self.at(handling.unit))

    def judged(self, handling: Handling | None = None, grade: str = "satisfied", **said: Any) -> Handling:
        handling = handling or self.replied()
        return do.evaluate(handling, by=self.lead, attitude="satisfied", grade=grade, **said)

    def again(self, handling: Handling | None = None) -> Handling:
        """Dissatisfied, and answered a second time."""
        handling = self.judged(handling, "dissatisfied", reasons="没有具体时间")
        return self.replied(self.drafted(handling))

    def assessed(self) -> Handling:
        handling = self.judged(self.again(), "dissatisfied", reasons="还是没有时间")
        return do.assess(
            handling, by=self.staff, on=localdate(), participants="三名专家", opinion="应当明确时间"
        )

    def tracked(self) -> Handling:
        return self.judged(self.replied(self.promised(self.contacted())))

    def commitment(self, handling: Handling | None = None) -> Commitment:
        return (handling or self.tracked()).commitments.get()

    # stages of a motion

    def motion(self, sponsors: int = 10) -> Item:
        """Filed in the session that sits."""
        self.sit()
        return do.submit(self.cosigned(sponsors, "motion"), by=self.lead)

    def checked_motion(self) -> Item:
        return do.pass_check(self.motion(), by=self.person("delegation_staff"))

    def registered(self) -> Item:
        return do.register(self.checked_motion(), by=self.person("session_secretariat"))

    def on_agenda(self) -> Item:
        return do.put_on_agenda(
            self.registered(), by=self.person("council_member"), decision="第 1 号", decided_on=localdate()
        )

    def followed_up(self) -> Item:
        return do.follow_up(
            self.registered(),
            by=self.person("council_member"),
            decision="第 1 号",
            decided_on=localdate(),
            organ=self.committee,
        )

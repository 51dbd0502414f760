"""Posts in bodies, and offices of state elsewhere."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Alert, Body, Mandate, Membership, Person, PublicOffice
from ..public.changes import touch
from .alerts import raise_alert
from .checks import assert_no_office

STANDING = "standing_committee"


@transaction.atomic
def appoint(person: Person, body: Body, post: str, *, since: date, ground: str, by) -> Membership:
    """A post that `kinds` knows. In bodies of deputies it stands on the mandate of that term."""
    demand(by, "deputies.edit", person)
    if post not in dict(body.what.posts):
        raise Refused(f"{body.what.name}没有这个职务。")
    if not body.valid(since):
        raise Refused(f"{body}在 {since:%Y-%m-%d} 还没有设立，或者已经结束。")
    if not ground.strip():
        raise Refused("请写明依据，例如任命或者推选的决定。")
    Person.objects.select_for_update().get(
        pk=person.pk
    )  # beside an office being registered at the same moment
    mandate = _mandate_for(person, body) if body.what.deputies else None
    if body.kind == STANDING:
        assert_no_office(person)
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                person=person, mandate=mandate, body=body, post=post, since=since, ground=ground.strip()
            )
    except IntegrityError as error:
        raise Refused(f"{person}已经是{body}{body.post_name(post)}。") from error
    record(actor=by, verb="deputies.appoint", obj=made, person=f"person:{person.pk}", post=post)
    touch([person], by=by)
    return made


def _mandate_for(person: Person, body: Body) -> Mandate:
    """The mandate in office that lets the person belong there."""
    found = Mandate.objects.serving().filter(person=person, term=body.term).first()
    if found is None:
        raise Refused(f"{body}的成员要是{body.term}的代表，{person}现在不是，或者没有履职。")
    delegation = {"delegation": body.pk, "deputy_group": body.parent_id}.get(body.kind)
    if delegation and found.delegation_id != delegation:
        raise Refused(f"{person}在{found.delegation or '别的代表团'}，不在{body.parent or body}。")
    return found


@transaction.atomic
def end_post(post: Membership, *, until: date, ground: str, by) -> None:
    """The last day and why: resignation accepted, removed, another post."""
    demand(by, "deputies.edit", post.person)
    if not ground.strip():
        raise Refused("请写明依据。")
    post = Membership.objects.select_for_update().get(pk=post.pk)
    _assert_can_end(post, until)
    post.until, post.end_ground = until, ground.strip()
    post.save()
    record(actor=by, verb="deputies.end_post", obj=post, person=f"person:{post.person_id}")
    touch([post.person], by=by)


@transaction.atomic
def hold_office(person: Person, branch: str, title: str, *, since: date, by) -> PublicOffice:
    """A fact to be recorded. Members of the standing committee must resign from it: staff are alerted."""
    demand(by, "deputies.edit", person)
    if branch not in PublicOffice.Branch.values or not title.strip():
        raise Refused("请选哪一类机关，写明单位和职务。")
    Person.objects.select_for_update().get(pk=person.pk)
    made = PublicOffice.objects.create(person=person, branch=branch, title=title.strip(), since=since)
    record(actor=by, verb="deputies.hold_office", obj=made, person=f"person:{person.pk}", branch=branch)
    if Membership.objects.open().of_kind(STANDING).filter(person=person).exists():
        text = f"{person}是常委会组成人员，又担任{made}，应当向常委会辞去常委会的职务。"
        raise_alert(Alert.Kind.OFFICE, person, text, by=by)
    return made


@transaction.atomic
def leave_office(office: PublicOffice, *, until: date, by) -> None:
    demand(by, "deputies.edit", office.person)
    office = PublicOffice.objects.select_for_update().get(pk=office.pk)
    _assert_can_end(office, until)
    office.until = until
    office.save()
    record(actor=by, verb="deputies.leave_office", obj=office, person=f"person:{office.person_id}")


def _assert_can_end(dated: Membership | PublicOffice, until: date) -> None:
    if dated.until is not None:
        raise Refused(f"已经在 {dated.until:%Y-%m-%d} 结束。")
    if until > localdate() or (dated.since and until < dated.since):
        raise Refused("结束的日期要在任职以后、今天以前。")

"""What deputies change in their own file waits for staff; what they share with colleagues is theirs to say."""

import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..fields import FIELD_NAMES
from ..letters import holders
from ..models import SEALED, Person, PersonalData, Wish
from .alerts import watch_for_moves
from .people import write_file

# what a deputy knows best; name, sex, birth, nationality and identity number follow from papers
OWN = ("phone", "email", "address", "postcode", "office_phone", "aids")
OWN += ("employer", "duty", "occupation", "education", "degree", "resume")  # type: ignore[assignment]
REVIEW = "deputies.edit"


def current(person: Person, names=OWN) -> dict[str, str]:
    """What stands in the file now."""
    personal = PersonalData.objects.filter(person=person).first() or PersonalData(person=person)
    return {name: getattr(personal if name in SEALED else person, name) for name in names}


@transaction.atomic
def wish(person: Person, *, by, values: dict[str, Any]) -> Wish:
    """Ask for changes. A waiting wish is replaced: what counts is what the person wants now."""
    demand(by, "deputies.edit_own", person)
    now = current(person)
    said = {name: [now[name], values[name]] for name in OWN if name in values and values[name] != now[name]}
    if not said:
        raise Refused("和现在一样，没有要改的。")
    Wish.objects.waiting().filter(person=person).update(state=Wish.State.WITHDRAWN, reason="本人又提交了新的")
    try:
        with transaction.atomic():
            made = Wish.objects.create(person=person, by=by, said=json.dumps(said, ensure_ascii=False))
    except IntegrityError as error:
        raise Refused("刚刚已经提交过一次，请刷新看看。") from error
    record(actor=by, verb="deputies.wish", obj=made, fields=list(said))
    for keeper in holders(REVIEW):
        notify(
            keeper, "deputies.wish", made, key=f"wish:{made.pk}", by=by, whom=str(person), fields=named(said)
        )
    return made


def named(fields) -> str:
    return "、".join(FIELD_NAMES[name] for name in fields)


@transaction.atomic
def withdraw_wish(made: Wish, *, by) -> None:
    demand(by, "deputies.edit_own", made.person)
    _settle(made, Wish.State.WITHDRAWN, by, "")
    record(actor=by, verb="deputies.withdraw_wish", obj=made)


@transaction.atomic
def approve_wish(made: Wish, *, by) -> None:
    """Write it into the file, unless the file was changed since."""
    _assert_reviewer(made, by)
    made = _settle(made, Wish.State.APPROVED, by, "")
    now = current(made.person, tuple(made.changes))
    stale = [name for name, (before, _) in made.changes.items() if now[name] != before]
    if stale:
        raise Refused(f"{named(stale)}在提交以后被改过，请不采用，让本人重新提交。")
    changed = write_file(made.person, {name: after for name, (_, after) in made.changes.items()})
    record(actor=by, verb="deputies.approve_wish", obj=made, fields=changed)
    watch_for_moves(made.person, changed, by=by)
    _answer(made, "wish_approved", by, fields=named(changed))


@transaction.atomic
def refuse_wish(made: Wish, *, by, reason: str) -> None:
    _assert_reviewer(made, by)
    if not reason.strip():
        raise Refused("请写明理由，本人会收到。")
    made = _settle(made, Wish.State.REFUSED, by, reason.strip()[:300])
    record(actor=by, verb="deputies.refuse_wish", obj=made)
    _answer(made, "wish_refused", by, reason=made.reason)


def _assert_reviewer(made: Wish, by) -> None:
    demand(by, REVIEW, made.person)
    if by.pk in (made.by_id, made.person.account_id):
        raise Refused("自己的修改要由另一个人审核。")


def _settle(made: Wish, state: Wish.State, by, reason: str) -> Wish:
    made = Wish.objects.select_for_update(of=("self",)).select_related("person", "by").get(pk=made.pk)
    if made.state != Wish.State.WAITING:
        raise Refused(f"这一项已经是“{made.get_state_display()}”，不用再办。")
    made.state, made.decided_by, made.decided_at, made.reason = state, by, timezone.now(), reason
    made.save()
    return made


def _answer(made: Wish, letter: str, by, **values) -> None:
    if made.by.is_active:
        notify(
            made.by, f"deputies.{letter}", made.person, key=f"wish:{made.pk}:{made.state}", by=by, **values
        )


@transaction.atomic
def share(person: Person, *, by, phone: bool, email: bool) -> None:
    """Whether colleagues may see it: the person's own word, at once."""
    demand(by, "deputies.edit_own", person)
    person.shares_phone, person.shares_email = phone, email
    person.save(update_fields=["shares_phone", "shares_email"])
    record(actor=by, verb="deputies.share", obj=person, phone=phone, email=email)

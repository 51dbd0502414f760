"""One item, one page: where it stands, whose turn it is until when, what happened, what one may do now, what was said."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.rights.door import requires

from ..annexes import annexes_of
from ..history import as_public, folded, lines_of
from ..models import Commitment, Event, Follow, Item, Reply, Sponsor
from ..offers import ON_THE_PAGE, ON_THE_REPLY, TALK, Offer, next_of, offers, roles_of
from ..owing import owed_on
from ..public.redacting import words_for_everybody
from ..reach import concerned, readable
from ..services import follow, unfollow
from ..way import marks

READ = ("suggestions.read", "motions.read")

#: not among the buttons: these are done on other parts of the page, or on the page of the reply
ELSEWHERE = TALK | {"attach"} | (ON_THE_REPLY - {"draft_reply"})


@requires(*READ)
def case(request, pk: int):
    """For everybody whom the table lets read it, each with what is theirs."""
    item = get_object_or_404(
        readable(request.user).select_related("term__area", "session", "delegation", "category", *RELATED),
        pk=pk,
    )
    found = offers(item, request.user)
    handlings = list(item.handlings.exclude(state="cancelled").select_related("unit", "handler"))
    promises = list(
        Commitment.objects.standing().filter(handling__item=item).select_related("handling__unit")
    )
    near = concerned(request.user, item)
    owed = owed_on(item, handlings, promises, request.user) if near else []
    first = next_of(found)
    old, lines = folded(lines_of(item, request.user) if near else as_public(lines_of(item, request.user)))
    events = list(Event.objects.filter(item=item).order_by("pk"))
    context = {
        "item": item,
        "near": near,
        "text": item.text if near else words_for_everybody(item),
        **_sponsors(item, request.user, near),
        "mine": bool(roles_of(item, request.user)),
        "first": first,
        "first_url": url_of(first) if first else "",
        "now": next((one for one in owed if one.mine), None) if first else None,
        "track": marks(item, handlings, events, mine=first is not None),
        "old": old,
        "lines": lines,
        "owed": owed,
        "handlings": handlings,
        "promises": promises if near else [],
        "drafts": _drafts(found),
        "acts": [(one, url_of(one)) for one in found if one != first and one.step.key not in ELSEWHERE],
        "may_talk": any(one.step.key in TALK for one in found),
        "related": related(item),
        "follows": Follow.objects.filter(item=item, person=request.user).exists(),
    }
    return render(
        request, "motions/case.html", context | (_of_those_concerned(item, request) if near else {})
    )


RELATED = ("merge__into", "converted_to__suggestion", "converted_from__motion")


def related(item: Item) -> list[tuple[str, Item]]:
    """What it was merged into, what it became, what it came from."""
    found = [
        ("已并入", getattr(getattr(item, "merge", None), "into", None)),
        ("已转为建议", getattr(getattr(item, "converted_to", None), "suggestion", None)),
        ("由议案转来", getattr(getattr(item, "converted_from", None), "motion", None)),
    ]
    return [(words, one) for words, one in found if one is not None]


def _of_those_concerned(item: Item, request) -> dict:
    """What the public never reads: the talk and the papers. `answers`: which remark is answered."""
    comments = list(item.comments.select_related("by", "answers__by"))
    asked = request.GET.get("answers", "")
    return {
        "comments": comments,
        "answering": next((one for one in comments if str(one.pk) == asked), None),
        "files": item.attachments.select_related("stored"),
        "annexes": annexes_of(item),
    }


def _drafts(found: list[Offer]) -> list[Reply]:
    """Replies that are not out yet, for those who write or sign them."""
    keys = ("draft_reply", "sign_reply", "send_back_reply", "deliver_reply")
    units = {one.thing.pk for one in found if one.step.key in keys}
    waiting = (Reply.State.DRAFT, Reply.State.SIGNED)
    rows = Reply.objects.filter(handling__in=units, state__in=waiting).select_related("handling__unit")
    return list(rows.prefetch_related("commitments"))


def _sponsors(item: Item, reader, near: bool) -> dict:
    """Who carries it; `sponsors` are those whose letters the reader may fetch."""
    carrying = (Sponsor.State.CONFIRMED, Sponsor.State.INVITED)
    found = list(item.sponsors.filter(state__in=carrying).select_related("mandate__person"))
    return {
        "lead": next((one for one in found if one.role == Sponsor.Role.LEAD), None),
        "co": [one for one in found if one.role == Sponsor.Role.CO],
        "sponsors": addressed(found, reader) if near else [],
    }


def addressed(sponsors: list[Sponsor], reader) -> list[Sponsor]:
    """Whose letters somebody may fetch: a sponsor the own one, units and staff all of them."""
    confirmed = [one for one in sponsors if one.state == Sponsor.State.CONFIRMED]
    return [one for one in confirmed if one.mandate.person.account_id == reader.pk] or confirmed


def url_of(offer: Offer) -> str:
    """Where an act is done."""
    if offer.step.key in ON_THE_PAGE:
        return reverse("motions:write", args=[offer.item.pk])
    if offer.step.key in ON_THE_REPLY:
        return reverse("motions:reply", args=[offer.item.pk, offer.on])
    if offer.on:
        return reverse("motions:act_on", args=[offer.item.pk, offer.step.key, offer.on])
    return reverse("motions:act", args=[offer.item.pk, offer.step.key])


@requires(*READ)
@require_POST
def follow_case(request, pk: int):
    """Be told of every step, or no more."""
    item = get_object_or_404(readable(request.user), pk=pk)
    if request.POST.get("do") == "stop":
        unfollow(item, by=request.user)
        messages.success(request, "不再关注。")
    else:
        follow(item, by=request.user)
        messages.success(request, "已关注，每一步都会发消息给您。")
    return redirect("motions:case", item.pk)

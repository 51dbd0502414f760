"""我的建议: a deputy's own items on the first page, each with where it stands, whose turn it is and the last day."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.timezone import localdate

from foundation.deadlines.models import Clock
from foundation.rights.may import may
from foundation.shelves import Line, Shelf

from .models import Event, Handling, Item, Sponsor
from .states import PRIVATE, HandlingState, ItemState
from .way import OF_KIND, step_at

LINES = 5
OVER = (ItemState.CLOSED, ItemState.WITHDRAWN, ItemState.LETTER, ItemState.VOTED, ItemState.CONVERTED)
#: whose turn it is while no unit has it
TURN = {
    ItemState.DELEGATION_CHECK: "代表团在核对",
    ItemState.SECRETARIAT_REVIEW: "大会秘书处在审查",
    ItemState.COMMISSION_REVIEW: "代表工委在审查",
    ItemState.ACCEPTED: "代表工委在交办",
    ItemState.CLASSIFIED: "代表工委在交办",
    ItemState.PROPOSED: "代表工委在交办",
    ItemState.SUBMITTED: "大会秘书处在登记",
    ItemState.REGISTERED: "主席团在研究",
    ItemState.UNDER_REVIEW: "委员会在审议",
}
YOURS = (HandlingState.REPLIED,)


def mine(user) -> Shelf | None:
    """What one leads; those that are over come last. None for who writes none."""
    if not may(user, "suggestions.cosign"):
        return None
    led = Sponsor.objects.filter(role=Sponsor.Role.LEAD, mandate__person__account=user)
    rows = Item.objects.filter(pk__in=led.values("item"))
    count, open_rows = rows.count(), rows.exclude(state__in=OVER).order_by("-pk")
    shown = list(open_rows.prefetch_related("handlings__unit")[:LINES])
    shown += (
        rows.filter(state__in=OVER).order_by("-pk").prefetch_related("handlings__unit")[: LINES - len(shown)]
    )
    dues, changed = _dues(shown), _changed(shown)
    lines = [_line(one, dues.get(one.pk), changed.get(one.pk)) for one in shown]
    return Shelf(
        "我的建议",
        lines,
        f"{reverse('motions:list')}?tab=mine" if count else "",
        f"全部 {count} 件",
        reverse("motions:new"),
        "写一件新建议",
        "" if lines else "您还没有写过。写下题目就开始保存，随时可以停下来。",
    )


def _line(item: Item, due: date | None, changed: date | None) -> Line:
    handlings = [one for one in item.handlings.all() if one.state != HandlingState.CANCELLED]
    says, red = _turn(item, handlings)
    private = item.state in PRIVATE
    url = reverse("motions:write" if private else "motions:case", args=[item.pk])
    number = f"{item.number} " if item.number else ""
    aside = f"{number}{due:%m-%d} 前" if due else f"{number}{changed:%m-%d}" if changed else number.strip()
    track = 0 if private or item.state in OVER else len(OF_KIND[item.kind])
    return Line(item.title, url, says, aside, red, track, step_at(item, handlings) if track else 0)


def _turn(item: Item, handlings: list[Handling]) -> tuple[str, bool]:
    """Who has to do something now; whether it is the reader."""
    if item.state == ItemState.RETURNED:
        return "退回修改，轮到您", True
    if item.state == ItemState.COSIGNING:
        return "联名中，等您提出", False
    if item.state == ItemState.DRAFT:
        return "草稿，没有提出", False
    if item.state != ItemState.ASSIGNED:
        return TURN.get(ItemState(item.state), item.get_state_display()), False
    if any(one.state in YOURS for one in handlings):
        return "已经答复，请您评价", True
    busy = [one for one in handlings if one.answers and one.state != HandlingState.DONE]
    return "；".join(f"{one.unit}：{one.get_state_display()}" for one in busy[:2]) or "各单位已办完", False


def _dues(items: list[Item]) -> dict[int, date]:
    """The earliest last day that still runs, of the item and of its units."""
    of = {str(one.pk): item.pk for item in items for one in item.handlings.all()}
    made: dict[int, date] = {}
    for model, owner in ((Item, {str(one.pk): one.pk for one in items}), (Handling, of)):
        kind = ContentType.objects.get_for_model(model)
        rows = Clock.objects.open().filter(content_type=kind, object_id__in=owner)
        for clock in rows.exclude(kind__in=("motions.return", "motions.publish")):
            pk = owner[clock.object_id]
            made[pk] = min(made.get(pk, clock.due_on), clock.due_on)
    return made


def _changed(items: list[Item]) -> dict[int, date]:
    rows = Event.objects.filter(item__in=items).order_by("pk").values_list("item", "at")
    return {item: localdate(at) for item, at in rows}

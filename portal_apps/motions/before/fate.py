"""What became of items: class of the result, the deputy's judgement, the promises. Each only as far as the reader may know."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from ..models import Commitment, Evaluation, Handling, Item, Publicity, Reply
from ..states import ItemState, PromiseState


@dataclass(frozen=True)
class Debt:
    """A promise and how it stands; `owed` when its day is over and nothing was shown."""

    text: str
    says: str
    owed: bool


@dataclass
class Fate:
    """`stage` in a word or two; `answers` are units with the class of their result; `judged` the grades given."""

    stage: str
    answers: list[str] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)


def fates(items: Collection[Item], near: Collection[int]) -> dict[int, Fate]:
    """By the key of the item, in five statements however many there are. `near`: those the reader knows from inside; of
    others only a reply that is public is told, and no judgement."""
    into = {one.pk: one.merge.into_id for one in items if one.state == ItemState.MERGED}
    whose = defaultdict(list)  # the item that is answered → those that hear of it
    for one in items:
        whose[into.get(one.pk, one.pk)].append(one.pk)
    found = {one.pk: Fate(_stage(one)) for one in items}
    replies = _replies(whose)
    for reply in replies:
        for pk in whose[reply.handling.item_id]:
            if pk in near or reply.approved_publicity in (Publicity.FULL, Publicity.SUMMARY):
                said = f"{reply.handling.unit}：{reply.result_class} {reply.get_situation_display()}"
                found[pk].answers.append(said)
    for pk, handling, debt in _debts(whose, replies):
        if pk in near or handling.approved_publicity == Publicity.FULL:
            found[pk].debts.append(debt)
    mine = set(found) & set(near)
    for judged in Evaluation.objects.filter(item__in=mine, commitment=None).order_by("round"):
        found[judged.item_id].judged.append(judged.get_result_display())
    return found


def _replies(whose: Iterable[int]) -> list[Reply]:
    """The last one that was delivered, of each unit."""
    rows = Reply.objects.filter(handling__item__in=list(whose), state=Reply.State.DELIVERED)
    rows = rows.exclude(handling__role=Handling.Role.ASSIST).select_related("handling__unit")
    last = {row.handling_id: row for row in rows.order_by("round")}
    return list(last.values())


def _debts(whose: dict[int, list[int]], replies: list[Reply]):
    of = {reply.handling_id: reply for reply in replies}
    rows = Commitment.objects.standing().filter(handling__in=of)
    for one in rows.select_related("handling").order_by("due_on"):
        for pk in whose[one.handling.item_id]:
            yield pk, of[one.handling_id], _debt(one)


def _debt(one: Commitment) -> Debt:
    owed = one.state == PromiseState.OPEN and one.due_on < localdate()
    days = (localdate() - one.due_on).days
    says = f"逾期 {days} 天未兑现" if owed else one.get_state_display()
    if one.state == PromiseState.OPEN and not owed:
        says = f"{one.due_on:%Y-%m-%d} 到期"
    return Debt(one.promise, says, owed)


def _stage(item: Item) -> str:
    if item.state == ItemState.MERGED:
        return f"已并入{item.merge.into.number or '另一件'}一起办理"
    return item.get_state_display()

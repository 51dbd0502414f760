"""The life of a copy that leaves the house, as one table that code, tests and documents read."""

from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    COLLECTING = "collecting", "待汇总"
    READY = "ready", "待发送"
    SENDING = "sending", "发送中"
    ACCEPTED = "accepted", "已发出"
    DELIVERED = "delivered", "已送达"
    UNKNOWN = "unknown", "结果不明，正在核对"
    HELD = "held", "等人工核对"
    FAILED = "failed", "没有送达"
    MERGED = "merged", "并入汇总"
    CANCELLED = "cancelled", "不再发送"


@dataclass(frozen=True)
class Step:
    """From which states a verb leads where. `staff`: only people do it, with a reason."""

    verb: str
    sources: tuple[State, ...]
    target: State
    staff: bool = False


S = State
STEPS = {
    step.verb: step
    for step in (
        Step("merge", (S.COLLECTING,), S.MERGED),
        Step("release", (S.COLLECTING,), S.READY),
        Step("spare", (S.COLLECTING, S.READY), S.CANCELLED),  # read in the inbox before it went out
        Step("postpone", (S.READY,), S.READY),
        Step("start", (S.READY,), S.SENDING),  # committed before the first byte is written
        Step("accept", (S.SENDING, S.UNKNOWN), S.ACCEPTED),
        Step("deliver", (S.SENDING, S.UNKNOWN, S.ACCEPTED, S.HELD), S.DELIVERED),  # held: a receipt came late
        Step("refuse", (S.READY, S.SENDING, S.UNKNOWN, S.ACCEPTED, S.HELD), S.FAILED),
        Step("again", (S.SENDING, S.UNKNOWN), S.READY),  # proven not sent
        Step("lose", (S.SENDING,), S.UNKNOWN),
        Step("hold", (S.SENDING, S.UNKNOWN, S.ACCEPTED), S.HELD),
        Step("resend", (S.HELD, S.FAILED), S.READY, staff=True),
        Step("confirm", (S.HELD,), S.DELIVERED, staff=True),
        Step("give_up", (S.HELD, S.READY, S.COLLECTING), S.CANCELLED, staff=True),
    )
}
#: What the clock has to look at when `due_at` comes.
WAITING = (S.COLLECTING, S.READY, S.ACCEPTED, S.UNKNOWN)
#: What somebody should look at.
TROUBLE = (S.HELD, S.FAILED)

"""Tell whoever caused a message that its copy did not arrive; once, in the inbox only by default."""

from ..models import Delivery
from ..registry import register_template

FAILED = "messages.failed"
register_template(
    FAILED,
    kind="general",
    title="发给{who}的{carrier}没有送达",
    text="{who}的{carrier}（{when}）没有送达，请改用电话联系，或到“消息外发”里看原因、重发。站内消息照常在对方的收件箱里。",
    url="/messages/outbox/{number}/",
)


def tell_sender(row: Delivery) -> None:
    """In the transaction that writes the failure."""
    from ..services.notify import notify

    if row.by_id:
        notify(
            row.by,
            FAILED,
            key=f"messages.failed:{row.pk}",
            who=str(row.person),
            carrier=row.carrier_label,
            when=row.created_at,
            number=row.pk,
        )

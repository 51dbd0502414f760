"""What all verbs on a broadcast begin with."""

from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Broadcast

KEEP, RUN = "media.live_keep", "media.live_run"
GONE = "这场直播已经不在了。请刷新页面。"
LONGEST = 200  # characters of a title


def locked(broadcast: Broadcast, *, by, verb: str) -> Broadcast:
    """The row as it is now, nobody else's until the transaction ends. Raises PermissionDenied or Refused."""
    demand(by, verb, broadcast)
    row = Broadcast.objects.select_for_update().filter(pk=broadcast.pk).first()
    if row is None:
        raise Refused(GONE)
    return row


def said(reason: str) -> str:
    """The reason somebody gave. Raises Refused for none."""
    if not reason.strip():
        raise Refused("请写明理由。")
    return reason.strip()[:300]


def refuse_closed(broadcast: Broadcast, what: str) -> None:
    """Raises Refused for a broadcast that is over or cancelled."""
    if broadcast.state not in ("scheduled", "waiting", "live", "gap"):
        raise Refused(f"这场直播{broadcast.get_state_display()}，不能再{what}。")

"""What all verbs on a broadcast begin with."""

from foundation.rights.refusals import Refused
from media_jobs.asked import locked as locked_row
from media_jobs.asked import said as given

from ..models import Broadcast

KEEP, RUN = "media.live_keep", "media.live_run"
GONE = "这场直播已经不在了。请刷新页面。"
LONGEST = 200  # characters of a title


def locked(broadcast: Broadcast, *, by, verb: str) -> Broadcast:
    """The row as it is now, nobody else's until the transaction ends. Raises PermissionDenied or Refused."""
    return locked_row(broadcast, by=by, verb=verb, gone=GONE)


def said(reason: str) -> str:
    """The reason somebody gave, as long as it is kept. Raises Refused for none."""
    return given(reason)[:300]


def refuse_closed(broadcast: Broadcast, what: str) -> None:
    """Raises Refused for a broadcast that is over or cancelled."""
    if broadcast.state not in ("scheduled", "waiting", "live", "gap"):
        raise Refused(f"这场直播{broadcast.get_state_display()}，不能再{what}。")

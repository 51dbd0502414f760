"""Names of the verbs of live, in the audit log."""

from foundation.audit.requests import quiet_views
from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "live.scheduled": "排直播",
        "live.changed": "改直播的安排",
        "live.cancelled": "取消直播",
        "live.points": "改直播的议程",
        "live.key_issued": "发推流密钥",
        "live.key_revoked": "收回推流密钥",
        "live.opened": "开播",
        "live.cut": "切断直播",
        "live.restored": "恢复直播",
        "live.point_marked": "记下议题开始",
        "live.closed": "结束直播",
    }
)

quiet_views("live:ingest")  # a machine says every few seconds that a signal is there

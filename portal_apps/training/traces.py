"""What the audit log says of training."""

from foundation.audit.requests import quiet_views
from foundation.audit.verbs import register_verbs

register_verbs({"training.seen": "看完培训视频"})
quiet_views("training:watched")  # every ten seconds while somebody watches

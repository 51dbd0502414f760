"""What the audit log says of training."""

from foundation.audit.verbs import register_verbs

register_verbs({"training.seen": "看完培训视频"})

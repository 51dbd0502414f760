"""What the audit log says of site-wide notices."""

from foundation.audit.verbs import register_verbs

register_verbs({"notices.raise": "发布全站公告", "notices.end": "结束全站公告"})

"""Names of the verbs, in the audit log."""

from foundation.audit.requests import quiet_views
from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "uploads.begun": "开始上传",
        "uploads.completed": "传完",
        "uploads.taken": "收下上传的文件",
        "uploads.refused": "不收上传的文件",
        "uploads.dropped": "取消上传",
        "uploads.swept": "清理过期的上传",
    }
)
quiet_views("uploads:ticket")  # changes nothing; what is begun with it leaves a record

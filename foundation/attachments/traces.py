"""Names of the verbs, in the audit log."""

from foundation.audit.requests import own_transactions
from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "attachments.kept": "上传附件",
        "attachments.dropped": "移除附件",
        "attachments.claimed": "附件归入",
        "attachments.read": "看附件",
        "attachments.swept": "清理没用上的附件",
    }
)
own_transactions("attachments:upload")  # an examination takes seconds; no lock of the database waits for it

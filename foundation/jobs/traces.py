"""What the audit log says of jobs."""

from foundation.audit.verbs import register_verbs

register_verbs({"jobs.retry": "重试任务", "jobs.cancel": "取消任务"})

"""Names of the verbs, in the audit log."""

from foundation.audit.verbs import register_verbs

register_verbs({"media.taken_in": "收下视频", "media.chapters": "改视频的章节"})

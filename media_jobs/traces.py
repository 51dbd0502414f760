"""Names of the verbs, in the audit log."""

from foundation.audit.verbs import register_verbs

register_verbs({"media.taken_in": "收下视频", "media.chapters": "改视频的章节"})
register_verbs(
    {
        "media.caption_uploaded": "上传字幕",
        "media.caption_edited": "改字幕",
        "media.caption_approved": "核准字幕",
        "media.caption_deleted": "删除字幕",
        "media.caption_asked": "请机器识别字幕",
        "media.caption_recognised": "机器识别出字幕草稿",
    }
)

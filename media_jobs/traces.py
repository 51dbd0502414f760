"""Names of the verbs, in the audit log."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "media.taken_in": "收下视频",
        "media.cancelled": "停止处理视频",
        "media.retried": "重试视频",
        "media.deleted": "删除视频",
        "media.replaced": "换视频文件",
        "media.access": "改谁能看视频",
        "media.renamed": "改视频的标题",
        "media.trimmed": "剪视频",
        "media.chapters": "改视频的章节",
        "media.reencoded": "按新档次重做视频",
        "media.caption_uploaded": "上传字幕",
        "media.caption_edited": "改字幕",
        "media.caption_approved": "核准字幕",
        "media.caption_deleted": "删除字幕",
        "media.caption_asked": "请机器识别字幕",
        "media.caption_recognised": "机器识别出字幕草稿",
    }
)

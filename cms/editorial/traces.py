"""What the audit log says of editorial work."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "editorial.authorise": "批准发布",
        "editorial.backdate": "更正首次发布时间",
        "editorial.expire": "到期下线",
        "editorial.publish_held": "发布留存的稿件",
        "editorial.publish_scheduled": "定时发布",
        "editorial.publish_urgently": "紧急发布",
        "editorial.release_set.add": "放进发布集",
        "editorial.release_set.cancelled": "取消发布集",
        "editorial.release_set.open": "建立发布集",
        "editorial.release_set.released": "发布发布集",
        "editorial.release_set.remove": "从发布集拿出",
        "editorial.review.approved": "审核通过",
        "editorial.review.sent_back": "审核退回",
        "editorial.unschedule": "取消定时发布",
        "editorial.urgent.confirmed": "复核紧急发布：确认",
        "editorial.urgent.demanded": "复核紧急发布：要求撤稿",
        "editorial.withdraw": "撤稿",
    }
)

"""What the audit log says of messages to people."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "messages.choose": "改消息接收方式",
        "messages.confirm": "确认消息已送达",
        "messages.forget": "清除过期消息正文",
        "messages.give_up": "停发消息",
        "messages.mark": "标记消息已读或未读",
        "messages.receipts": "收下短信回执",
        "messages.resend": "重发消息",
        "messages.try": "试发消息",
    }
)

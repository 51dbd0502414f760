"""Names of what is recorded, and the message about a letter that nobody takes."""

from foundation.audit.verbs import register_verbs
from foundation.notices.services import register_template

register_verbs(
    {
        "exchange.connect": "设置政府系统对接",
        "exchange.key": "更换对接签名密钥",
        "exchange.pause": "暂停对接",
        "exchange.resume": "恢复对接",
        "exchange.resend": "重发对接消息",
        "exchange.introduce": "补发在办件给对方",
        "exchange.received": "收到对接消息",
        "exchange.refused": "没有接受对接消息",
        "exchange.reconcile": "与对方核对",
        "exchange.export": "导出对接数据包",
        "exchange.import": "导入对接数据包",
        "exchange.fetch": "对方取走附件",
    }
)
register_template("exchange.stuck", kind="task", title="对接消息发不出去：{what}", text="{words}", sms="")

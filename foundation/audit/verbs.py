"""Verbs in words that the audit administrator reads. An unknown verb is shown as it is."""

NAMES = {
    "accounts.login": "登录",
    "accounts.login_failed": "登录失败",
    "accounts.login_locked": "登录被锁",
    "accounts.logout": "退出",
    "accounts.remove_demo": "停用演示账号",
    "audit.export": "导出审计记录",
    "editorial.authorise": "批准发布",
    "messages.change_rule": "修改消息规则",
    "messages.choose": "改消息接收方式",
    "messages.confirm": "确认消息已送达",
    "messages.forget": "清除过期消息正文",
    "messages.give_up": "停发消息",
    "messages.resend": "重发消息",
    "publishing.redeliver": "重新投递版本",
    "wagtail.create": "新建",
    "wagtail.edit": "修改",
    "wagtail.delete": "删除",
    "wagtail.publish": "发布",
    "wagtail.unpublish": "下线",
    "wagtail.move": "移动",
    "wagtail.copy": "复制",
    "wagtail.revert": "恢复旧稿",
    "wagtail.lock": "锁定",
    "wagtail.unlock": "解锁",
    "wagtail.publish.schedule": "定时发布",
    "wagtail.workflow.start": "提交审核",
    "wagtail.workflow.approve": "审核通过",
    "wagtail.workflow.reject": "审核退回",
    "wagtail.workflow.resume": "重新提交",
    "wagtail.workflow.cancel": "撤回审核",
}


def verb_name(verb: str) -> str:
    return NAMES.get(verb, verb)

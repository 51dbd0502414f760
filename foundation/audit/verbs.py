"""Verbs in words that the audit administrator reads. Each app registers its own; a verb without a name fails a test."""

from wagtail.log_actions import registry as wagtail_actions

_names: dict[str, str] = {}


def register_verbs(names: dict[str, str]) -> None:
    """Call it in `AppConfig.ready`: {"editorial.withdraw": "撤稿"}."""
    _names.update(names)


def is_known(verb: str) -> bool:
    return verb in _names or wagtail_actions.action_exists(verb)


def verb_name(verb: str) -> str:
    """What people read; an old record may hold a verb that nobody uses any more: it is shown as it is."""
    if verb in _names:
        return _names[verb]
    if wagtail_actions.action_exists(verb):
        return str(wagtail_actions.get_action_label(verb))
    return verb


def all_verbs() -> dict[str, str]:
    """Every verb that may occur, by its name."""
    return {verb: verb_name(verb) for verb in [*_names, *dict(wagtail_actions.get_choices())]}


OWN = {
    "audit.view": "查看审计记录",
    "audit.export": "导出审计记录",
    "audit.verify": "检验审计链",
    "audit.sheet": "打印链头存证单",
    "audit.key.make": "生成审计密钥",
    "audit.key.rotate": "更换审计密钥",
    "audit.archive": "封存旧审计记录",
    "audit.archive.remove": "移出已封存的审计记录",
    "audit.archive.export": "下载封存的审计记录",
    "request.post": "提交（未办成）",
    "request.put": "提交（未办成）",
    "request.patch": "修改（未办成）",
    "request.delete": "删除（未办成）",
    "request.get": "查看",
    "request.head": "查看",
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

"""Names of the verbs, in the audit log and on the timeline of an account."""

from foundation.audit.requests import own_transactions
from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "accounts.invited": "邀请开通账号",
        "accounts.link_sent": "重发激活链接",
        "accounts.link_revoked": "撤回激活链接",
        "accounts.activated": "激活账号",
        "accounts.link_refused": "激活链接无效",
        "accounts.first_administrators": "设立首批管理员",
        "accounts.leave": "登记休假",
        "accounts.leave_ended": "提前结束休假",
        "accounts.handed_over": "移交在办事项",
        "accounts.idle_warned": "提醒久未登录",
        "accounts.dormant": "久未登录停用",
        "accounts.reactivated": "重新启用",
        "accounts.left": "离开机关",
        "accounts.restore_asked": "提出恢复登录",
        "accounts.restored": "批准恢复登录",
        "accounts.restore_refused": "不批准恢复登录",
        "accounts.reduced": "转为原代表",
        "proxy.entered": "代录",
        "proxy.scan_read": "看代录扫描件",
    }
)
own_transactions(
    "life:activate"
)  # attempts are counted before the code is looked at, like those of the login

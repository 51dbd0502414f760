"""What the audit log says of deadlines."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "deadlines.asked": "申请延期",
        "deadlines.export": "导出期限",
        "deadlines.extended": "批准延期",
        "deadlines.load_notice": "载入放假安排",
        "deadlines.overridden": "逾期后准予办理",
        "deadlines.paused": "暂停计时",
        "deadlines.recounted": "重算期限",
        "deadlines.refused": "不同意延期",
        "deadlines.restarted": "重新起算",
        "deadlines.resumed": "恢复计时",
        "deadlines.started": "开始计时",
        "deadlines.stopped": "停止计时",
    }
)

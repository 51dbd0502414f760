"""Names of the verbs in the audit log."""

from foundation.audit.verbs import register_verbs

from .states import STEPS

register_verbs({f"deputies.{step.verb}": step.name for step in STEPS})
register_verbs(
    {
        "deputies.register": "登记代表",
        "deputies.edit": "修改代表资料",
        "deputies.edit_mandate": "修改代表证号、标签和联络站",
        "deputies.tie": "把代表资料和账号连上",
        "deputies.photo": "换代表照片",
        "deputies.reveal": "打开个人信息",
        "deputies.read_document": "打开资格文件",
        "deputies.appoint": "登记任职",
        "deputies.end_post": "结束任职",
        "deputies.hold_office": "登记国家机关职务",
        "deputies.leave_office": "结束国家机关职务",
        "deputies.relocated": "登记迁出、调离",
        "deputies.absent": "登记缺席",
        "deputies.withdraw_absence": "撤销缺席记录",
        "deputies.close_alert": "处理提醒",
        "deputies.wish": "本人提出修改资料",
        "deputies.withdraw_wish": "撤回资料修改",
        "deputies.approve_wish": "采用资料修改",
        "deputies.refuse_wish": "不采用资料修改",
        "deputies.share": "设置通讯录",
        "deputies.look_up": "看代表联系方式",
        "deputies.make": "新建届次或机构",
        "deputies.change": "修改届次或机构",
        "deputies.end": "结束机构",
        "deputies.rehearse_rollover": "预演换届",
        "deputies.propose_rollover": "提出换届",
        "deputies.approve_rollover": "批准换届",
        "deputies.refuse_rollover": "不批准换届",
        "deputies.drop_rollover": "放弃换届",
        "deputies.run_rollover": "换届",
    }
)

"""Names of the verbs in the audit log."""

from foundation.audit.verbs import register_verbs

from .table import STEPS

register_verbs({f"motions.{step.key}": f"{step.name}" for step in STEPS})
register_verbs(
    {
        "motions.cutoff": "设定议案建议截止时间",
        "motions.categories": "修改分类",
        "motions.series": "修改编号规则",
        "motions.classes": "修改办理结果分类",
        "motions.texts": "修改答复的提示和范文",
        "motions.guides": "修改写作提示和提纲",
        "motions.gate": "修改提出前的检查",
        "motions.export": "导出议案建议",
        "motions.draft_report": "写年度报告",
        "motions.ask_report": "编发年度报告",
        "motions.issue_report": "年度报告编成",
        "motions.look_at_public": "预览公开",
        "motions.keep_view": "保存视图",
        "motions.share_view": "共用、收回视图",
        "motions.move_view": "调整视图次序",
        "motions.drop_view": "去掉视图",
        "motions.errand": "成批办理",
        "motions.export_figures": "导出统计表",
        "motions.demo": "装入演示的议案建议",
        "motions.open_attachment": "打开办理中的文件",
        "motions.template": "换答复函模板",
        "motions.template_ended": "停用答复函模板",
        "motions.see_contact": "看提出代表的联系方式",
    }
)

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
        "motions.gate": "修改提出前的检查",
        "motions.export": "导出议案建议",
        "motions.open_attachment": "打开附件",
    }
)

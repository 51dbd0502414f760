"""What the audit log says of the publish gate."""

from foundation.audit.verbs import register_verbs

LISTS = {"term": "词条", "termlist": "词库", "leader": "领导人名录"}
DONE = {"create": "新增", "edit": "修改", "delete": "删除", "import": "导入"}

register_verbs(
    {
        "gate.waive": "放行检查提示",
        **{
            f"gate.{row}.{verb}": f"{done}{name}"
            for row, name in LISTS.items()
            for verb, done in DONE.items()
        },
    }
)

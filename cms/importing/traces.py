"""What the audit log says of imports."""

from foundation.audit.verbs import register_verbs

register_verbs({"importing.start": "开始导入内容", "importing.import": "导入内容"})

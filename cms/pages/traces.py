"""What the audit log says of content."""

from foundation.audit.verbs import register_verbs

register_verbs({"pages.merge_tags": "合并标签", "pages.import_date": "导入时确定发布时间"})

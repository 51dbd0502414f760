"""What the audit log says of tables handed in."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "imports.upload": "上传表格",
        "imports.match": "对列并检查表格",
        "imports.rematch": "重新对列",
        "imports.confirm": "确认导入表格",
        "imports.apply": "导入表格",
        "imports.again": "重试导入表格",
        "imports.drop": "放弃表格",
        "imports.take_remarks": "下载批注表格",
        "imports.forget": "清除到期的表格",
    }
)

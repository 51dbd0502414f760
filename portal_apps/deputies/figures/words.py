"""Names of the verbs in the audit log."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "deputies.export": "导出代表名单",
        "deputies.export_figures": "导出代表构成",
        "deputies.roll_over": "换届",
    }
)

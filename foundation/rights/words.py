"""Names of the verbs in the audit log."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "accounts.propose_grant": "提出授权",
        "accounts.approve_grant": "批准授权",
        "accounts.refuse_grant": "不批准授权",
        "accounts.end_grant": "收回授权",
        "accounts.break_glass": "应急授权",
    }
)

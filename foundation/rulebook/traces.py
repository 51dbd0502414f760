"""What the audit log says of rules."""

from foundation.audit.verbs import register_verbs

register_verbs({"rules.change": "改规则"})

"""What is looked at before an item is filed: findings that refuse or warn, each with its reason and where to go."""

from .findings import Finding, GateRefused, findings

__all__ = ["Finding", "GateRefused", "findings"]

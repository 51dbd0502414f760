"""Verbs of the gate."""

from ..refusals import GateRefused, WaiverRefused
from .assert_passes import assert_passes
from .assess import assess, assess_revision, gate_context
from .import_leaders import import_leaders
from .import_terms import ImportRefused, import_terms
from .record_list_change import record_list_change
from .waive import waive, waive_for_import

__all__ = [
    "GateRefused",
    "ImportRefused",
    "WaiverRefused",
    "assert_passes",
    "assess",
    "assess_revision",
    "gate_context",
    "import_leaders",
    "import_terms",
    "record_list_change",
    "waive",
    "waive_for_import",
]

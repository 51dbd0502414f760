"""Verbs of the importer."""

from .import_content import Result, import_content
from .start_import import IMPORT_JOB, import_job, start_import

__all__ = ["IMPORT_JOB", "Result", "import_content", "import_job", "start_import"]

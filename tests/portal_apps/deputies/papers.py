"""Papers for the tests: what a document says, and a file that is one."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal_apps.deputies.services import Facts
from tests.services.sheets import PDF


def pdf(name: str = "公告.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def paper(**values: Any) -> Facts:
    """Everything filled in; name what differs."""
    said = {
        "decided_on": date(2026, 3, 1),
        "deciding_body": "示例市人大常委会",
        "document_number": "示人常〔2026〕3 号",
        "announcement": "示人常公告〔2026〕1 号",
        "note": "经核实",
        "document": pdf(),
    }
    return Facts(**{**said, **values})

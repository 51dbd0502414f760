"""A purpose that takes everything, and somebody who hands something in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.attachments.kinds import GROUPS
from foundation.attachments.purposes import PURPOSES, Purpose, register_purpose
from foundation.attachments.services import keep


@pytest.fixture
def anything(monkeypatch):
    """Everybody but the auditor may hand in; whoever's name is 读者 reads what was claimed."""
    monkeypatch.setattr("foundation.attachments.purposes.PURPOSES", PURPOSES)
    purpose = Purpose(
        "test",
        "测试附件",
        tuple(GROUPS),
        may_upload=lambda user: not user.has_role("audit_admin"),
        may_read=lambda user, stored: user.display_name == "读者",
    )
    register_purpose(purpose)
    yield purpose
    del PURPOSES["test"]


@pytest.fixture
def hand_in(user_for, anything):
    someone = user_for("deputy")

    def handed(name: str, content: bytes, by=someone):
        return keep(SimpleUploadedFile(name, content), by=by, purpose=anything)

    handed.by = someone
    return handed

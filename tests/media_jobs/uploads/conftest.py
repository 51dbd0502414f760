"""A purpose that keeps what it is handed, and a person with a line to the service."""

import pytest

from foundation.rights.refusals import Refused
from media_jobs.uploads import purposes, tickets
from media_jobs.uploads.models import Upload
from media_jobs.uploads.place import spool

MOST = 10 << 20


@pytest.fixture(autouse=True)
def own_spool(tmp_path, settings):
    settings.UPLOAD_SPOOL = tmp_path / "spool"


@pytest.fixture
def taken(monkeypatch) -> dict:
    """What the purpose took, by the key of the upload; a name that says 坏 is refused."""
    kept: dict = {}

    def admit(user, name, size):
        if name.endswith(".exe"):
            raise Refused("这是程序，不能上传。")

    def take(handed):
        if "坏" in handed.name:
            raise Refused("这个文件打不开，请换一个。")
        kept.setdefault(handed.key, []).append(handed.path.read_bytes())
        return {"name": handed.name}

    purpose = purposes.UploadPurpose(
        "test", "测试文件", "*/*", lambda user: user.has_role("deputy"), lambda user: MOST, admit, take
    )
    monkeypatch.setitem(purposes._purposes, "test", purpose)
    return kept


@pytest.fixture
def at_once(monkeypatch):
    """The service asks the database in the thread of the test, in its transaction."""
    from .line import ask_the_test

    monkeypatch.setattr("media_jobs.uploads.server.ask", ask_the_test)


@pytest.fixture
def line_of(at_once, taken):
    """`line_of(person)`: what they may send with a ticket of theirs."""
    from .line import Line

    return lambda person: Line(tickets.issue(person, purposes.purpose_of("test")))


@pytest.fixture
def deputy(user_for):
    return user_for("deputy")


@pytest.fixture
def line(line_of, deputy):
    return line_of(deputy)


def lying(upload: Upload) -> bytes:
    """What of an upload lies in the spool."""
    return spool().data(str(upload.key)).read_bytes()

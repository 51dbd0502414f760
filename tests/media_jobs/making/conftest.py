"""Clips that go to players as they are and clips that do not, and a person who hands them in."""

from pathlib import Path

import pytest
from django.core.files import File

from media_jobs.services import take_in

from . import clips


@pytest.fixture(scope="session")
def clip_folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(scope="session")
def phone_clip(clip_folder) -> Path:
    """10 s of 640x360, H.264 with a key picture each second and AAC: goes to players as it is."""
    return clips.make(clip_folder / "phone.mp4", picture=clips.WIDE, seconds=10)


@pytest.fixture(scope="session")
def old_clip(clip_folder) -> Path:
    """9 s of 320x180, MPEG-4 pictures in a transport stream: everything is encoded, in several chunks."""
    return clips.make(clip_folder / "old.ts", seconds=9, options=clips.OLD)


@pytest.fixture
def editor(user_for):
    return user_for("editor")


@pytest.fixture
def taken(editor):
    """`taken(path)`: a video that was uploaded, its jobs waiting."""

    def take(path: Path, *, access: str = "public", title: str = "常委会会议"):
        with path.open("rb") as file:
            return take_in(File(file, path.name), by=editor, title=title, access=access)

    return take

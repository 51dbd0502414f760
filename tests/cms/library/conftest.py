"""A video as the pipeline leaves one, with real files behind it."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings

from tests.services.film import KEY
from tests.services.people import make_user


@pytest.fixture
def video(db, film):
    folder = Path(settings.MEDIA_ROOT) / "videos" / KEY
    shutil.copytree(film, folder, dirs_exist_ok=True)
    yield apps.get_model("media_jobs", "Video").objects.create(
        key=UUID(KEY),
        title="常委会会议",
        state="ready",
        playing=1,
        duration_s=3,
        width=320,
        height=180,
        source="x",
        source_name="会议.mp4",
        source_size=123456,
        sprite=f"videos/{KEY}/sheet.vtt",
        poster=f"videos/{KEY}/poster.jpg",
        download=f"videos/{KEY}/plain.mp4",
        created_by=make_user("editor", display_name="殷清露"),
    )
    shutil.rmtree(folder)

"""Run with the settings of the bench: `ticket` makes an editor and their ticket, `take FILE` takes a video in."""

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (needs the apps)


def ticket() -> dict:
    from media_jobs.uploads import tickets
    from media_jobs.uploads.purposes import purpose_of
    from tests.services.people import make_user

    purpose = purpose_of("video")
    assert purpose is not None
    return {"ticket": tickets.issue(make_user("editor", username="bench"), purpose)}


def take(path: Path) -> dict:
    from django.core.files import File

    from media_jobs.services import take_in

    editor = get_user_model().objects.get(username="bench")
    with path.open("rb") as file:
        began = time.monotonic()
        take_in(File(file, path.name), by=editor, title="试验")
    return {"began": began}


if __name__ == "__main__":
    print(json.dumps(ticket() if sys.argv[1] == "ticket" else take(Path(sys.argv[2]))))

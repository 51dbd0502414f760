"""Run with the settings of the bench: `plan` a broadcast and issue its key, `open` it, ask its `health`, `close` it."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (needs the apps)
from django.utils import timezone  # noqa: E402

from media_jobs.services import live  # noqa: E402


def act(verb: str, *key: str) -> dict:
    editor = get_user_model().objects.get(username="bench")
    now = timezone.now()
    if verb == "plan":
        one = live.schedule(
            by=editor, title="试验", starts_at=now, ends_at=now + timedelta(hours=8), delay_s=0
        )
        return {"key": str(one.pk), "secret": live.issue_key(one, by=editor).secret}
    broadcast = live.with_key(key[0])
    assert broadcast is not None
    if verb == "open":
        live.open_air(broadcast, by=editor)
    if verb == "close":
        live.close_air(broadcast, by=editor)
    health = live.health(broadcast)
    return {"state": health.state, "segments": health.segments, "missing": health.missing}


if __name__ == "__main__":
    print(json.dumps(act(*sys.argv[1:])))

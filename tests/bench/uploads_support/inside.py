"""Run with the settings of the bench: `ticket` makes a person and their ticket, `count SECONDS` looks what came of it."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402  (needs the apps)


def ticket() -> dict:
    from foundation.accounts.models import User
    from foundation.rulebook.models import Rule
    from media_jobs.uploads import tickets
    from media_jobs.uploads.purposes import purpose_of

    for key, value in (("uploads.ticket_minutes", 240), ("uploads.open_at_once", 1000)):
        rule = Rule.objects.get(key=key)
        last = rule.versions.latest("number")
        rule.versions.create(
            number=2,
            value=str(value),
            unit=last.unit,
            source="bench",
            reason="bench",
            valid_from=last.valid_from,
        )
    user = User.objects.create_user("bench", password="x")
    return {"ticket": tickets.issue(user, purpose_of("bench"))}


def count(seconds: float) -> dict:
    """Hand over what came whole, let time pass, sweep, and see what is left."""
    from unittest.mock import patch

    from foundation.jobs.runner import run_waiting
    from media_jobs.uploads.models import State, Upload
    from media_jobs.uploads.place import spool
    from media_jobs.uploads.services import sweep

    run_waiting()
    digests = dict(Upload.objects.filter(state=State.DONE).values_list("name", "digest"))
    later = timezone.now() + timedelta(seconds=seconds)
    with patch("django.utils.timezone.now", lambda: later), patch("time.time", lambda: later.timestamp()):
        sweep()
        run_waiting()
    left = len(list(spool().keys())) + Upload.objects.living().count()
    return {"digests": digests, "orphans": left}


if __name__ == "__main__":
    print(json.dumps(ticket() if sys.argv[1] == "ticket" else count(float(sys.argv[2]))))

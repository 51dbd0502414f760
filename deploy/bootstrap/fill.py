"""Run inside the product's environment: structure, demo content, accounts, first release, in one process."""

import io
import sys

import django


def main(first: bool) -> None:
    """Every command is idempotent: an interrupted set-up is simply run again."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("setup_site")
    if settings.DEMO:
        call_command("demo_accounts", stdout=io.StringIO())  # shown at the end of the start
        if first:
            call_command("load_demo")  # its drafts belong to the demo people
            call_command("load_demo_congress", stdout=io.StringIO())
            call_command("load_demo_motions", stdout=io.StringIO())
    call_command("publish")


if __name__ == "__main__":
    main(first="--first" in sys.argv)

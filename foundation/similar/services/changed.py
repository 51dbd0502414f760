"""An item came, changed or went."""

import secrets

from ..models import Entry


def changed(collection: str, *ids: str | int) -> None:
    """Call it in the transaction that creates, changes or deletes items: the next query of any process sees it.

    One statement for up to 500 items.
    """
    rows = [
        Entry(collection=collection, object_id=one, version=secrets.randbits(62))
        for one in sorted(
            dict.fromkeys(map(str, ids))
        )  # in one order, so that two transactions never wait in a ring
    ]
    Entry.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["collection", "object_id"],
        update_fields=["version", "live"],
    )

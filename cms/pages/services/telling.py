"""Pages hear of what changed on a thing they show, found by a clock that compares digests with what they were told last."""

from collections.abc import Callable, Mapping
from typing import Any

from .touch import touch


def tell(told: Any, verb: str, now: Mapping[Any, str], pages: Callable[[Any], set[int]]) -> int:
    """How many things look different. `told` is the model with `key` and `digest` that remembers, `now` what each thing in use
    looks like ("" for one that is gone), `pages` who shows it; asked only where something changed."""
    known = dict(told.objects.values_list("key", "digest"))
    changed = {key: digest for key, digest in now.items() if known.get(key, "") != digest}
    for key in changed:
        touch(pages(key), verb)
    rows = [told(key=key, digest=digest) for key, digest in changed.items()]
    told.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=["digest"])
    return len(changed)

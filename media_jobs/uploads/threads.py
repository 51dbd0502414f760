"""Asking the database from the event loop: in threads, each with a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections

from foundation.rights import rows

Told = TypeVar("Told")
_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="uploads")


async def ask(function: Callable[..., Told], *arguments, person=None) -> Told:
    """What the function answers. Rows behind the wall are shown to `person` only; without one, to nobody."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _run, function, arguments, person)


def _run(function: Callable[..., Told], arguments: tuple, person) -> Told:
    close_old_connections()
    rows.tell(rows.told_of(person) if person is not None else rows.NOBODY)
    try:
        return function(*arguments)
    finally:
        rows.tell(rows.NOBODY)
        close_old_connections()

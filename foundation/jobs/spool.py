"""A Celery broker in a folder, for one machine without any service.

One folder per queue, one file per message. A message is written beside the folder's view and renamed in,
so a reader never sees half of it; it is taken by renaming it out, so two readers never take the same one.
The folder may be deleted at any time: it is made again, and the ledger sends again what was in it.
"""

import os
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import virtual
from kombu.utils.json import dumps, loads

SUFFIX = ".json"
PATIENCE = 0.5  # seconds


class Channel(virtual.Channel):
    """Messages as files; queues are found by name, so there is no table of bindings to lose."""

    supports_fanout = False
    do_restore = False  # the ledger, not the broker, knows what was not finished

    def _folder(self, queue: str) -> Path:
        if not queue.replace("-", "").replace("_", "").replace(".", "").isalnum() or queue.startswith("."):
            raise ValueError(f"not a queue name: {queue!r}")
        return Path(self.connection.client.transport_options["folder"]) / queue

    def _put(self, queue, message, **_kwargs):
        folder = self._folder(queue)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}"
        draft = folder / f"{name}.part"
        draft.write_text(dumps(message))
        os.replace(draft, folder / f"{name}{SUFFIX}")

    def _names(self, queue) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._folder(queue)) if name.endswith(SUFFIX))
        except FileNotFoundError:
            return []

    def _get(self, queue, timeout=None):
        folder = self._folder(queue)
        for name in self._names(queue):
            taken = folder / f"{name}.taken"
            try:
                os.rename(folder / name, taken)
                text = taken.read_text()
                taken.unlink()
                return loads(text)
            except (
                FileNotFoundError,
                ValueError,
            ):  # another reader was first; or a torn file after power loss
                continue
        raise Empty

    def _size(self, queue):
        return len(self._names(queue))

    def _purge(self, queue):
        names = self._names(queue)
        for name in names:
            (self._folder(queue) / name).unlink(missing_ok=True)
        return len(names)

    def _lookup(self, exchange, routing_key, default=None):
        return [routing_key or exchange or default]


class Transport(virtual.Transport):
    """Polled: `polling_interval` in the transport options is the longest a message waits."""

    Channel = Channel
    implements = virtual.Transport.implements.extend(asynchronous=False, exchange_type=frozenset(["direct"]))
    global_state = virtual.BrokerState()
    default_port = 0  # type: ignore[assignment]  # kombu says None and means "none or a number"
    driver_type = driver_name = "filesystem"

    def __init__(self, client, **kwargs):
        super().__init__(client, **kwargs)
        self.state = self.global_state

    def drain_events(self, connection, timeout=None, **kwargs):
        """As the parent, but returns sooner, so that a worker told to stop notices."""
        return super().drain_events(connection, timeout=min(timeout or PATIENCE, PATIENCE), **kwargs)

    def driver_version(self):
        return "1"

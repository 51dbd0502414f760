"""Who notices what must not happen: a request on the loopback, a foreign file opened."""

import ctypes
import os
import socket
import threading
from collections.abc import Iterable
from pathlib import Path

IN_ACCESS, IN_OPEN = 0x1, 0x20


class Listener:
    """Counts who knocks at a port of the loopback, TCP and UDP, and hangs up."""

    def __enter__(self) -> "Listener":
        self.knocks: list[str] = []
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def _listen(self) -> None:
        while True:
            try:
                connection, (_, port) = self._tcp.accept()
            except OSError:
                return
            with connection:
                self.knocks.append(str(port))

    def __exit__(self, *_: object) -> None:
        self._tcp.shutdown(socket.SHUT_RDWR)
        self._tcp.close()
        self._thread.join(5)


class Opened:
    """Notes every opening and reading of the files it watches, whoever does it and through whichever mount."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.inotify_init1(os.O_NONBLOCK)
        if self._fd < 0:
            raise OSError(ctypes.get_errno(), "inotify")
        for path in paths:
            if self._libc.inotify_add_watch(self._fd, os.fsencode(path), IN_OPEN | IN_ACCESS) < 0:
                raise OSError(ctypes.get_errno(), str(path))

    def events(self) -> int:
        """How many bytes of events there are since the last time; 0 means that nobody looked."""
        try:
            return len(os.read(self._fd, 65536))
        except BlockingIOError:
            return 0

    def close(self) -> None:
        os.close(self._fd)

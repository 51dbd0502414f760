"""A line between a phone and a server, as bad as a test wants it: a TCP proxy on the loopback with weather, seeded.

What happens to a connection is decided by bytes and times drawn from one random source, so that a run can be repeated
(as far as the machine repeats itself).
"""

import asyncio
import contextlib
import random
import socket
import threading
from dataclasses import dataclass, field

BLOCK = 64 * 1024


@dataclass(frozen=True)
class Weather:
    """`cut_every`: mean bytes until a connection is reset. `lossy`: chance that a block of 64 KiB ends its connection.
    `light` and `dark`: seconds between two black-outs and of one; half of the connections are dead after it. `moves`:
    seconds after which the phone has another address: its connections are dead, and the server does not hear of it.
    `rate`: bytes a second of one connection, 0 as fast as it goes."""

    cut_every: float = 0
    lossy: float = 0
    light: float = 0
    dark: float = 0
    moves: float = 0
    rate: float = 0


@dataclass(eq=False)
class Pair:
    """One connection: the client's half and the server's."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    left: float
    tasks: list[asyncio.Task] = field(default_factory=list)

    def reset(self, *, silently: bool = False) -> None:
        """`silently` the server's half stays open and says nothing any more."""
        for task in self.tasks:
            task.cancel()
        _abort(self.client)
        if not silently:
            _abort(self.server)


class BadLine:
    """`with BadLine(port, Weather(…), seed=1) as line:` listens on `line.port` and leads to `port`."""

    def __init__(self, target: int, weather: Weather, seed: int = 0) -> None:
        self.target, self.weather, self.chance = target, weather, random.Random(seed)
        self.cuts = self.moves = self.blackouts = 0
        self.pairs: set[Pair] = set()
        self.silent: list[Pair] = []
        self._ready = threading.Event()

    def __enter__(self) -> "BadLine":
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *problem) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._over, self._open = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self._open.set()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        tasks = [asyncio.create_task(work()) for work in (self._black_outs, self._move)]
        self._ready.set()
        await self._over.wait()
        for task in tasks:
            task.cancel()
        server.close()
        for pair in [*self.pairs, *self.silent]:
            pair.reset()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        try:
            there = await asyncio.open_connection("127.0.0.1", self.target, local_addr=(self._address(), 0))
        except OSError:  # the server is down
            _abort(writer)
            return
        every = self.weather.cut_every
        pair = Pair(writer, there[1], self.chance.expovariate(1 / every) if every else float("inf"))
        self.pairs.add(pair)
        pair.tasks = [
            asyncio.create_task(self._carry(pair, reader, there[1])),
            asyncio.create_task(self._carry(pair, there[0], writer)),
        ]

    def _address(self) -> str:
        """The phone has another one after each move."""
        return f"127.0.0.{2 + self.moves % 200}"

    async def _carry(self, pair: Pair, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while block := await reader.read(BLOCK):
                await self._open.wait()
                pair.left -= len(block)
                if pair.left <= 0 or self.chance.random() < self.weather.lossy * len(block) / BLOCK:
                    self.cuts += 1
                    writer.write(block[: int(max(0, len(block) + min(pair.left, 0)))])
                    await writer.drain()
                    break
                writer.write(block)
                await writer.drain()
                if self.weather.rate:
                    await asyncio.sleep(len(block) / self.weather.rate)
        self.pairs.discard(pair)
        pair.tasks = [task for task in pair.tasks if task is not asyncio.current_task()]
        pair.reset()

    async def _black_outs(self) -> None:
        while self.weather.dark:
            await asyncio.sleep(self.weather.light)
            self.blackouts += 1
            self._open.clear()
            await asyncio.sleep(self.weather.dark)
            for pair in [one for one in self.pairs if self.chance.random() < 0.5]:
                self.pairs.discard(pair)
                pair.reset()
            self._open.set()

    async def _move(self) -> None:
        while self.weather.moves:
            await asyncio.sleep(self.chance.expovariate(1 / self.weather.moves))
            self.moves += 1
            for pair in list(self.pairs):
                self.pairs.discard(pair)
                self.silent.append(pair)
                pair.reset(silently=True)


def _abort(writer: asyncio.StreamWriter) -> None:
    """A reset, not a goodbye."""
    with contextlib.suppress(OSError, AttributeError):
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()

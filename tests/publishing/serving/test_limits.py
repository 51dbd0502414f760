"""Who asks too often waits; everybody else does not notice."""

import threading

import pytest

from publishing.serving import limits
from publishing.serving.limits import Limiter, Turns, asker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_after_a_burst_an_address_waits_and_may_go_on_at_the_rate(clock):
    limiter = Limiter(rate=2, burst=3, clock=clock)
    assert [limiter.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert limiter.wait("b") == 0
    clock.now += 0.5
    assert [limiter.wait("a"), limiter.wait("a")] == [0, 0.5]
    clock.now += 3600
    assert [limiter.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_a_million_addresses_do_not_fill_the_memory(clock, monkeypatch):
    monkeypatch.setattr(limits, "ADDRESSES", 10)
    limiter = Limiter(clock=clock)
    for number in range(1000):
        limiter.wait(str(number))
    assert len(limiter._buckets) == 10


def test_an_asker_without_an_address_is_not_held_up(clock):
    limiter = Limiter(burst=1, clock=clock)
    assert [limiter.wait("") for _ in range(5)] == [0] * 5


@pytest.mark.parametrize(
    ("peer", "named", "found"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # only a proxy on this machine is believed
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # the last one is the proxy's own word
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::99", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("", "", ""),
    ],
)
def test_who_asks(peer, named, found):
    assert asker({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": named}) == found


def test_a_turn_comes_free_again_and_is_not_waited_for_without_end():
    turns = Turns(at_once=1, patience=0.05)
    seen = []

    def late():
        with turns.turn() as mine:
            seen.append(mine)

    with turns.turn() as mine:
        assert mine
        thread = threading.Thread(target=late)
        thread.start()
        thread.join()
    with turns.turn() as mine:
        assert mine
    assert seen == [False]

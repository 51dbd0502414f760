"""Random tamperings: every one is found, said and undone. `tests.bench.guard` does a thousand and more."""

from contextlib import suppress
from random import Random

from .conftest import until
from .tampering import AT_ONCE, BY_LOOKING, elsewhere, same, state


def tamper_and_wait(host, ways, times: int, seed: int) -> None:
    """Each way so many times, in a random order."""
    random, good = Random(seed), state(host)
    turns = list(ways) * times
    random.shuffle(turns)
    for way in turns:
        said = len(host.said)
        what = way.__name__
        with suppress(OSError):  # it was undone before it was done
            what = way(random, host)
        until(
            lambda said=said: len(host.said) > said and same(host, good),
            f"not undone: {what} {host.said[said:]}",
        )
    assert [one.name for one in elsewhere(host).iterdir()] == ["secret.txt"]  # no link led the guard away


def test_hundreds_of_tamperings_are_found_and_undone(host, guarding):
    guarding(period=0.25)
    tamper_and_wait(host, AT_ONCE + BY_LOOKING, 12, seed=1)
    assert "failed" not in host.kinds()
    assert "lost" not in host.kinds()


def test_without_news_from_the_kernel_each_look_finds_them(host, guarding):
    guarding(period=0.1, inotify=False)
    tamper_and_wait(host, AT_ONCE + BY_LOOKING, 2, seed=2)
    assert "failed" not in host.kinds()

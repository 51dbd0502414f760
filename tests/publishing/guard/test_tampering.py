"""A thousand random tamperings: every one is found, said and undone."""

from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from .conftest import until
from .tampering import AT_ONCE, BY_LOOKING, elsewhere, same, state


def tamper_and_wait(host, ways, times: int, seed: int) -> Counter[str]:
    random, good, done = Random(seed), state(host), Counter()
    for _ in range(times):
        way = random.choice(ways)
        said = len(host.said)
        what = way.__name__
        with suppress(OSError):  # it was undone before it was done
            what = way(random, host)
        until(
            lambda said=said: len(host.said) > said and same(host, good),
            f"not undone: {what} {host.said[said:]}",
        )
        done[way.__name__] += 1
    assert [one.name for one in elsewhere(host).iterdir()] == ["secret.txt"]  # no link led the guard away
    return done


def test_a_thousand_tamperings_are_found_and_undone(host, guarding):
    guarding(period=0.25)
    done = tamper_and_wait(host, AT_ONCE * 4 + BY_LOOKING, 1000, seed=1)
    assert done.keys() == {way.__name__ for way in AT_ONCE + BY_LOOKING}
    assert "failed" not in host.kinds()
    assert "lost" not in host.kinds()


@pytest.mark.parametrize("seed", [2])
def test_without_news_from_the_kernel_each_look_finds_them(host, guarding, seed):
    guarding(period=0.2, inotify=False)
    tamper_and_wait(host, AT_ONCE + BY_LOOKING, 60, seed)
    assert "failed" not in host.kinds()

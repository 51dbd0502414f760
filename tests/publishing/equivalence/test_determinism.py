"""Two machines make the same bytes of the same snapshot, whatever else differs between them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publishing.factory import Publisher
from tests.publishing.test_site_server import Browser

from .stage import QUERIES, Stage, assert_same, backup

ROOT = Path(__file__).resolve().parents[3]
MACHINES = {
    "in Shanghai, in Chinese": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
    "in Samoa, plain C, 7 bits": {
        "TZ": "Pacific/Apia",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "2",
        "PYTHONUTF8": "0",
    },
    "on the Marquesas, in Turkish": {
        "TZ": "Pacific/Marquesas",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "77",
    },
}


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Path:
    """A site with every kind of document and some history."""
    stage = Stage(tmp_path_factory.mktemp("given"))
    world = stage.world
    world.lay_ground(44)
    stage.publish()
    for number, seed in ((1, 13), (4, 42), (9, 63)):
        world.put(world.edit(world.pick(number), seed))
        world.withdraw(world.pick(number + 10))
        world.move(world.pick(number + 5), world.columns("zh-hans")[number % 3], address=True)
        world.create(seed, number, english=True)
        stage.publish()
    backup(stage.paths.snapshot, stage.root / "snapshot.sqlite3")
    return stage.root


def build(given: Path, target: Path, surroundings: dict[str, str], number: int) -> Publisher:
    """In a process with these variables, its own umask, folder and number of cores."""
    (target / "cwd").mkdir(parents=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
    cores = sorted(os.sched_getaffinity(0))

    def differ() -> None:
        os.umask((0o077, 0o000, 0o027)[number % 3])
        os.sched_setaffinity(0, cores[:1] if number % 2 else cores)

    module = "tests.publishing.equivalence.build_elsewhere"
    subprocess.run(
        [sys.executable, "-m", module, str(given), str(target), str(number)],
        env={**kept, **surroundings, "PYTHONPATH": str(ROOT)},
        cwd=target / "cwd",
        preexec_fn=differ,
        check=True,
    )
    return Publisher(target / "site", given / "theme")


def test_clock_time_zone_language_hashes_order_rights_and_cores_leave_no_trace(given, tmp_path):
    made = [
        build(given, tmp_path / str(number), surroundings, number)
        for number, surroundings in enumerate(MACHINES.values())
    ]
    first = made[0].files()
    assert len(first) > 300
    for other in made[1:]:
        assert_same(first, other.files())
        for query in QUERIES:
            answers = {Browser(one.paths.root).search(query) for one in (made[0], other)}
            assert len(answers) == 1, query

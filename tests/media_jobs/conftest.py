"""Films every test of the video engine may read: made once per run."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.bootstrap.template import locked
from tests.services.processes import run_dir

from .hostile import lists, samples
from .hostile.guards import Listener, Opened
from .hostile.making import H264, ffmpeg, picture


@dataclass
class Corpus:
    """The samples in `folder`, a film beside it that is nobody's business, and who notices."""

    folder: Path
    foreign: Path
    listener: Listener
    opened: Opened


@pytest.fixture(scope="session")
def films() -> Path:
    """The hostile and odd files; do not change them."""
    folder = run_dir() / "films"
    with locked(run_dir() / "films.lock"):
        if not (folder / "made").exists():
            folder.mkdir()
            samples.make(folder, 9, run_dir() / "foreign.ts")
            (folder / "made").touch()
    return folder


@pytest.fixture(scope="session")
def corpus(films: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The same with lists that lead to this process's own listener and foreign film."""
    around = tmp_path_factory.mktemp("corpus")
    folder, foreign = around / "job", around / "foreign.ts"
    folder.mkdir()
    ffmpeg(*picture(1), *H264, foreign)
    for path in films.iterdir():
        shutil.copyfile(path, folder / path.name)
    with Listener() as listener:
        lists.write(folder, listener.port, foreign)
        yield Corpus(folder, foreign, listener, opened := Opened([foreign]))
        opened.close()


@pytest.fixture
def no_walls(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """As on a machine without bubblewrap whose operator chose to go on."""
    monkeypatch.setattr("media_jobs.sandbox.why_not", lambda: "没有 bubblewrap")
    settings.MEDIA_SANDBOX = "preferred"


@pytest.fixture
def packaged(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with nothing but the Python package's ffmpeg."""
    from media_jobs import tools

    ffmpeg_of_package, nothing = tools._of_package()
    found = tools.Tools(ffmpeg_of_package, nothing, tools._version(ffmpeg_of_package))
    for place in ("media_jobs.runner.tools", "media_jobs.probe.tools"):
        monkeypatch.setattr(place, lambda: found)

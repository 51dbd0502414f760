"""Which programs are used, and what is said where there are none."""

import pytest

from media_jobs import tools
from media_jobs.checks import check_tools
from media_jobs.contract import MediaError
from media_jobs.probe import probe


@pytest.fixture(autouse=True)
def asked_anew():
    tools.tools.cache_clear()
    yield
    tools.tools.cache_clear()


def test_those_of_the_system_come_first():
    assert str(tools.tools().ffmpeg).startswith("/usr/")
    assert tools.tools().ffprobe


def test_else_that_of_the_package(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    found = tools.tools()
    assert "imageio_ffmpeg" in str(found.ffmpeg)
    assert found.ffprobe is None


def test_a_program_that_does_not_run_is_none(monkeypatch, tmp_path):
    (tmp_path / "ffmpeg").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "ffmpeg").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    assert "imageio_ffmpeg" in str(tools.tools().ffmpeg)


def test_without_any_there_is_one_clear_line(monkeypatch, films):
    monkeypatch.setattr(tools, "_of_system", lambda: (None, None))
    monkeypatch.setattr(tools, "_of_package", lambda: (None, None))
    with pytest.raises(MediaError, match="没有能用的 ffmpeg") as missing:
        probe(films / "silent.mp4")
    assert "apt-get install ffmpeg" in missing.value.advice
    assert [warning.id for warning in check_tools(None)] == ["media.W001"]


def test_the_check_tells_what_the_walls_lack(monkeypatch):
    monkeypatch.setattr("media_jobs.checks.why_not", lambda: "没有 bubblewrap")
    (warning,) = check_tools(None)
    assert "没有 bubblewrap" in warning.msg

"""However releases were grouped on their way, complete or as deltas, by whatever road: equal bytes on every host."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.targets.accept import accept
from publishing.targets.bundle_source import BundleSource
from publishing.targets.export import export_release
from publishing.targets.source import FolderSource

from .press import LONG, Press, served

names = st.sampled_from(["index.html", "news/a.html", "news/b.html", "news/2026/c.html", "tags/x/index.html"])
texts = st.sampled_from(["", "short", LONG, LONG + "two", LONG + "three"]) | st.none()
changes = st.dictionaries(names, texts, min_size=1, max_size=4)
deliveries = st.lists(st.sampled_from(["wait", "full", "delta", "folder", "full thorough"]), max_size=8)


def apply(press: Press, wanted: dict[str, str | None]) -> None:
    """A release with these changes; what is not there cannot be removed."""
    there = press.made[-1]
    press.release({file: text for file, text in wanted.items() if text is not None or file in there})


def bring(press: Press, host, way: str) -> None:
    """The newest release, by one of the roads."""
    if way == "folder":
        accept(host, FolderSource(press.folder))
        return
    base = host.release if way == "delta" and host.release != press.made[-1].release else ""
    file = press.paths.root / "x.bundle"
    export_release(press.paths, file, since=base)
    accept(host, BundleSource(io.BytesIO(file.read_bytes())), thorough=way == "full thorough")


@settings(max_examples=60)
@given(st.lists(st.tuples(changes, deliveries), min_size=1, max_size=8), st.booleans())
def test_any_grouping_of_complete_and_delta_bundles_gives_equal_sites(history, keep_few):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        press = Press(root / "publisher")
        press.release({"index.html": LONG, "media/x.jpg": "picture"})
        step_by_step = press.host(root / "every")
        grouped = press.host(root / "grouped", keep=1 if keep_few else 10)
        bring(press, step_by_step, "full")
        for wanted, ways in history:
            apply(press, wanted)
            bring(press, step_by_step, "delta")
            assert served(step_by_step.served_root) == served(press.folder)
            for way in ways:
                if way != "wait":
                    bring(press, grouped, way)
                    assert served(grouped.served_root) == served(press.folder)
        bring(press, grouped, "delta")
        assert served(grouped.served_root) == served(step_by_step.served_root) == served(press.folder)

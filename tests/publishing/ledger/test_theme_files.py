"""A page read just before a switch still gets the styles it was made with."""

import shutil

import pytest

from tests.publishing.factory import THEME, Publisher, item, small_site
from tests.publishing.test_build import same_for_readers


@pytest.fixture
def theme(tmp_path):
    return shutil.copytree(THEME, tmp_path / "theme")


def restyle(theme, colour: str) -> None:
    file = theme / "static/css/base.css"
    file.write_text(f"{file.read_text()}\np {{ color: {colour} }}\n")


def styles(publisher: Publisher) -> set[str]:
    return {name for name in publisher.files() if name.startswith("theme/") and name.endswith(".css")}


def test_styles_of_the_last_theme_stay_for_thirty_days(tmp_path, theme):
    root = tmp_path / "site"
    first = Publisher(root, theme)
    first.publish(*small_site(), as_of="2026-11-01")
    old = styles(first)
    restyle(theme, "red")
    Publisher(root, theme).publish(as_of="2026-11-02")
    assert styles(first) > old
    Publisher(root, theme).publish(item(4), as_of="2026-12-02")
    assert styles(first) > old
    Publisher(root, theme).publish(item(5), as_of="2026-12-03")
    assert len(styles(first)) == 1
    assert not styles(first) & old


def test_styles_used_again_are_no_former_ones(tmp_path, theme):
    root = tmp_path / "site"
    original = (theme / "static/css/base.css").read_text()
    Publisher(root, theme).publish(*small_site(), as_of="2026-11-01")
    restyle(theme, "red")
    Publisher(root, theme).publish(as_of="2026-11-02")
    (theme / "static/css/base.css").write_text(original)
    site = Publisher(root, theme)
    site.publish(as_of="2026-11-03")
    site.publish(item(4), as_of="2027-01-01")
    assert styles(site) == {f"theme/{site.setup.theme.assets['css/site.css'].file}"}


def test_another_machine_with_a_copy_of_the_snapshot_keeps_the_same_styles(tmp_path, theme):
    site = Publisher(tmp_path / "site", theme)
    site.publish(*small_site())
    restyle(theme, "red")
    Publisher(tmp_path / "site", theme).publish()
    elsewhere = Publisher(tmp_path / "elsewhere", theme)
    shutil.copyfile(site.paths.snapshot, elsewhere.paths.snapshot)
    elsewhere.rebuild()
    assert len(styles(elsewhere)) == 2
    same_for_readers(site.files(), elsewhere.files())

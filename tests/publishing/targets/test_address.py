"""What an operator may write as a target."""

from pathlib import Path

import pytest

from publishing.targets.address import parse, parse_all


def test_the_three_kinds_of_targets():
    assert parse("dir:/srv/www/site").folder == Path("/srv/www/site")
    assert parse("s3:releases/city/site").bucket == ("releases", "city/site")
    assert parse("s3://releases").bucket == ("releases", "")
    bundle = parse("bundle:/srv/transfer?full_every=7")
    assert (bundle.folder, bundle.full_every) == (Path("/srv/transfer"), 7)


def test_several_targets_each_once():
    found = parse_all(" dir:/a, s3:b/c  dir:/a\n")
    assert [address.text for address in found] == ["dir:/a", "s3:b/c"]
    assert parse_all("") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/srv/site",
        "ftp:/a",
        "dir:",
        "dir:relative",
        "bundle:x",
        "s3:",
        "bundle:/a?full_every=0",
        "bundle:/a?full_every=x",
        "dir:/a?colour=red",
        "bundle:/a?full_every",
    ],
)
def test_anything_else_is_explained(text):
    with pytest.raises(ValueError, match="发布目标"):
        parse(text)

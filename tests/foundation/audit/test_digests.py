"""Every act that changes a row says what the row was before and after; those that cannot are listed with the reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LIST = Path(__file__).with_name("without_digests.txt")
TOLD = {"obj", "before", "after"}


def calls() -> Iterator[tuple[str, set[str], str]]:
    """(verb as it is written, what is handed over, where) of every act the product records."""
    for package in ("cms", "foundation", "portal_apps", "publishing"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ("record", "acting"):
                    said = {word.arg or "**": ast.unparse(word.value) for word in node.keywords}
                    if "verb" in said:
                        yield said["verb"].strip("f'\""), set(said), f"{file.relative_to(ROOT)}:{node.lineno}"


def test_an_act_hands_over_its_row_or_stands_in_the_list_with_a_reason():
    listed = dict(line.split(" ", 1) for line in LIST.read_text().splitlines() if line[:1] not in ("", "#"))
    bare = {verb: where for verb, said, where in calls() if not TOLD & said}
    assert not bare.keys() - listed.keys(), {verb: bare[verb] for verb in bare.keys() - listed.keys()}
    assert not listed.keys() - bare.keys(), "take out of the list what hands over its row"
    assert all(len(reason) > 5 for reason in listed.values())


def test_the_walk_sees_the_acts_of_the_product():
    assert {"rules.change", "editorial.withdraw", "accounts.login"} <= {verb for verb, *_ in calls()}

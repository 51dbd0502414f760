"""Nothing that shapes a page asks the clock, chance, the machine's language, or a folder for its order."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PUBLISHING = Path(__file__).resolve().parents[3] / "publishing"
ROOMS = ("planning", "rendering", "pelican_plugin", "search")
FILES = [
    *(file for room in ROOMS for file in sorted((PUBLISHING / room).rglob("*.py"))),
    *(PUBLISHING / name for name in ("contract.py", "snapshot.py", "tool.py")),
]
MODULES = {"random", "uuid", "secrets", "locale", "platform", "socket", "mimetypes", "getpass"}
CALLS = {
    *("time.time", "time_ns", "now", "utcnow", "today", "localtime", "gmtime", "ctime", "fromtimestamp"),
    *("hash", "urandom", "getlocale", "setlocale", "gethostname"),
}
UNORDERED = {"iterdir", "glob", "rglob", "listdir", "scandir", "walk"}
ORDERING = {"sorted", "set", "frozenset", "max", "min", "any", "all", "sum", "len"}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def leaks(tree: ast.AST) -> Iterator[str]:
    """Line and name of each question to the outside; listings of folders are fine where they are put in order."""
    ordered = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.SetComp) or (isinstance(node, ast.Call) and called(node) in ORDERING)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            )
            yield from (f"{node.lineno}: import {name}" for name in names if name.split(".")[0] in MODULES)
        elif isinstance(node, ast.Call):
            name = called(node)
            if (
                name in CALLS
                or ast.unparse(node.func) in CALLS
                or (name in UNORDERED and id(node) not in ordered)
            ):
                yield f"{node.lineno}: {name}()"


@pytest.mark.parametrize("file", FILES, ids=[f.relative_to(PUBLISHING).as_posix() for f in FILES])
def test_no_clock_no_chance_no_locale_no_order_of_folders(file):
    assert list(leaks(ast.parse(file.read_text("utf-8")))) == []


def test_the_rule_sees_what_it_is_for():
    source = "import random\nfrom datetime import date\nx = date.today()\nfor f in p.iterdir(): pass\n"
    assert len(list(leaks(ast.parse(source)))) == 3
    assert not list(leaks(ast.parse("sorted(f for f in p.iterdir())")))

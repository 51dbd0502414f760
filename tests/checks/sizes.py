"""No file above 300 lines, no function above 40; there is no list of exceptions."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .tree import ROOT, kept_files

FILE_LIMIT = 300
FUNCTION_LIMIT = 40
COUNTED = {".py", ".html", ".css", ".js", ".mjs"}


def sizes() -> Iterator[str]:
    """Files and functions that have outgrown one reason."""
    for path in kept_files():
        if path.suffix in COUNTED and "migrations" not in path.parts:
            yield from findings(path, path.read_text(encoding="utf-8"))


def findings(path: Path, source: str) -> Iterator[str]:
    """What is too long in one file."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    count = source.count("\n") + (not source.endswith("\n") and bool(source))
    if count > FILE_LIMIT:
        yield f"{name}: {count} lines; the limit is {FILE_LIMIT}: give its second reason a file of its own"
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LIMIT:
                    yield f"{name}:{node.lineno}: {node.name} has {length} lines; the limit is {FUNCTION_LIMIT}"

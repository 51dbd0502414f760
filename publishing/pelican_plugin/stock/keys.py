"""What stock templates see, as JSON values for keys: contents by id, lists by name, all else by what it is."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from pelican.contents import Content
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper

from .watched import WatchedList

DEPTH = 12
#: Of Pelican's own making, or ours, and no part of what a content says.
INNER = {"settings", "_context", "watch", "make_body", "source_path", "relative_source_path", "timezone"}


def shallow(value: Any, depth: int = DEPTH) -> Any:
    """Equal for equal inputs of a page, in every process. What is inside of contents and lists is noted when read."""
    if value is None or isinstance(value, str | int | float | bool):
        return value if type(value) in (str, int, float, bool, type(None)) else str(value)
    if isinstance(value, WatchedList):
        return ["list", value.name]
    if isinstance(value, Content):
        return ["content", getattr(value, "document_id", "") or str(value.save_as)]
    if isinstance(value, date):
        return value.isoformat()
    if depth == 0:
        raise ValueError("a value of a Pelican plugin goes too deep to be compared")
    if isinstance(value, Page | Paginator):
        return _pages(value)
    if isinstance(value, Mapping):
        return sorted([str(name), shallow(one, depth - 1)] for name, one in value.items())
    if isinstance(value, set | frozenset):
        return sorted((shallow(one, depth - 1) for one in value), key=repr)
    if isinstance(value, list | tuple):
        return [shallow(one, depth - 1) for one in value]
    return _thing(value, depth)


def _thing(value: Any, depth: int) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, FunctionType | BuiltinFunctionType | MethodType | type | ModuleType):
        return getattr(value, "__qualname__", getattr(value, "__name__", ""))
    inside = (
        {name: one for name, one in vars(value).items() if name not in INNER}
        if hasattr(value, "__dict__")
        else {}
    )
    if isinstance(value, URLWrapper):
        inside.pop("_name", None)
        inside["name"] = value.name
        inside["slug"] = value.slug
    return [type(value).__qualname__, shallow(inside, depth - 1)]


def _pages(value: Page | Paginator) -> Any:
    if isinstance(value, Paginator):
        return ["paginator", value.count, value.num_pages]
    return [
        "page",
        value.number,
        value.url,
        value.save_as,
        [shallow(one) for one in list.__iter__(value.object_list)],
    ]


def own(content: Content) -> Any:
    """Everything a content says of itself, with what plugins gave it."""
    return shallow({name: one for name, one in vars(content).items() if name not in INNER})

"""Every address of the project, so that a test can ask each of them something."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` is the pattern as written; `path` an address it answers to, with the given values for its parameters."""

    route: str
    name: str
    path: str


def addresses(values: dict[str, str] | Callable[[str], dict[str, str]]) -> Iterator[Address]:
    """One for each pattern. `values` by name of a parameter, then by its kind ("int", "str", …); or told by route."""
    seen = set()
    for route, name in _walk(get_resolver(), "", ""):
        if route not in seen:
            seen.add(route)
            known = values(route) if callable(values) else values
            yield Address(route, name, f"/{_fill(route, known)}")


def _walk(resolver, prefix: str, space: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route, f"{space}{pattern.name or ''}"
        else:
            yield from _walk(pattern, route, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def _fill(route: str, values: dict[str, str]) -> str:
    def value(found: re.Match) -> str:
        return values.get(found["name"], values.get(found["kind"] or "str", "1"))

    plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", r"<re:\1>", route)
    plain = re.sub(r"\((?!\?)[^)]*\)", "1", plain)
    return (
        PARAMETER.sub(value, plain).replace("^", "").replace("$", "").replace(r"\.", ".").replace(".*", "x")
    )

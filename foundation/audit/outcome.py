"""How a request ended: done, refused or failed. Read from its answer, its acts and whether anything was written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import connection
from django.shortcuts import resolve_url
from django.urls import Resolver404, ResolverMatch, resolve

from .requests import SAFE, is_quiet, refusals, runs_its_own
from .trace import Act, Trace

DENIED = frozenset({401, 403, 429})
BOOKKEEPING = "django_session|django_content_type|wagtailadmin_editingsession|wagtailusers_userprofile"
WRITES = re.compile(rf"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(?!({BOOKKEEPING})\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Route:
    """The view a request is for, by name and the numbers in its address; nothing else of an address is kept."""

    name: str = ""
    numbers: str = ""

    @classmethod
    def of(cls, request) -> "Route":
        try:
            match = resolve(request.path_info, getattr(request, "urlconf", None))
        except Resolver404:
            return cls()
        return cls(_name(match), " ".join(f"{key}={value}" for key, value in sorted(_numbers(match).items())))

    @property
    def quiet(self) -> bool:
        return is_quiet(self.name)

    @property
    def own(self) -> bool:
        return runs_its_own(self.name)

    def __str__(self) -> str:
        return f"{self.name} {self.numbers}".strip()


def _name(match: ResolverMatch) -> str:
    return match.view_name if match.url_name else match.route


def _numbers(match: ResolverMatch) -> dict[str, str]:
    told = {**{str(n): value for n, value in enumerate(match.args)}, **match.kwargs}
    return {key: str(value) for key, value in told.items() if str(value).isdecimal()}


class Writes:
    """Whether anything but sessions was written through the connection."""

    def __init__(self) -> None:
        self.seen = False

    def __call__(self, execute, sql, params, many, context):
        self.seen = self.seen or bool(WRITES.match(sql))
        return execute(sql, params, many, context)


@contextmanager
def watching_writes() -> Iterator[Writes]:
    writes = Writes()
    with connection.execute_wrapper(writes):
        yield writes


def is_denied(request, response) -> bool:
    """Of a page that was only looked at, 403 counts: being led to the login is how everybody begins."""
    if request.method in SAFE:
        return response.status_code == 403
    return (
        response.status_code in DENIED
        or getattr(response, "refused", False)
        or _sent_to_login(response)
        or any(sign(request, response) for sign in refusals)
    )


def is_for_nobody(request, response, route: Route) -> bool:
    """An address that does not exist, or a method that its view does not know: nothing was asked for."""
    return response.status_code == 405 or (response.status_code == 404 and not route.name)


def _sent_to_login(response) -> bool:
    if response.status_code not in (301, 302, 303):
        return False
    target = urlsplit(response.get("Location", ""))
    return target.path == resolve_url(settings.LOGIN_URL) and REDIRECT_FIELD_NAME in parse_qs(target.query)


def result_of(request, response, wrote: bool) -> str:
    """ok, refused or failed. A request that changed nothing, such as a form shown again, has failed."""
    if is_denied(request, response):
        return "refused"
    return "ok" if wrote and response.status_code < 400 else "failed"


def act_of(request, response, route: Route, result: str, trace: Trace) -> Act:
    """What is told of a request in which no act came to stand: the act that was tried, else the view it was for."""
    detail = {"status": response.status_code}
    if result == "failed" and response.status_code < 400:
        detail["reason"] = "没有改动"
    if trace.acts:
        tried = trace.entry(trace.acts).act
        return Act(tried.verb, tried.object_key, result=result, detail=detail)
    return Act(f"request.{request.method.lower()}"[:64], str(route)[:100], result=result, detail=detail)

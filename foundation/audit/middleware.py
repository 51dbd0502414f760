"""One record for every request that changes something and for every one that is denied."""

import logging
import uuid
from contextlib import nullcontext

from django.db import connection, transaction

from .origin import of_request
from .outcome import Route, act_of, is_refused, result_of, watching_writes
from .requests import SAFE
from .services.append import append
from .trace import Entry, Trace, opened

log = logging.getLogger(__name__)


class AuditTrail:
    """Stands right behind the authentication.

    An unsafe request is one transaction: its acts are gathered and written as one record at its very end, so the
    chain is held for a moment only. Where the answer says no (400 and above) everything is rolled back and the
    record that tells of it is written alone. A safe request is not a transaction; what it does all the same
    (a session that ends, an export) is recorded at once.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex
        if request.method in SAFE:
            response = self._reading(request)
        else:
            route = Route.of(request)
            response = self._quiet(request, route) if route.quiet else self._changing(request, route)
        response.headers["X-Request-ID"] = request.request_id
        return response

    def _reading(self, request):
        trace = Trace(lambda: of_request(request), gather=False)
        with opened(trace):
            response = self.get_response(request)
        if response.status_code == 403 and not trace.written:
            self._write_alone(request, response, trace, Route.of(request), "refused")
        return response

    def _quiet(self, request, route: Route):
        trace = Trace(lambda: of_request(request), gather=False)
        with opened(trace):
            response = self.get_response(request)
        if (
            not trace.written
            and (is_refused(request, response) or response.status_code >= 400)
            and not _for_nobody(route, response)
        ):
            result = "refused" if is_refused(request, response) else "failed"
            self._write_alone(request, response, trace, route, result)
        return response

    def _changing(self, request, route: Route):
        trace = Trace(lambda: of_request(request), gather=True)
        trace.origin  # noqa: B018  (as the request comes in: a logout leaves nobody)
        with opened(trace), watching_writes() as writes, nullcontext() if route.own else transaction.atomic():
            response = self.get_response(request)
            result = result_of(request, response, trace, writes.seen)
            if not route.own and connection.needs_rollback:
                result = "failed"
            fallen = response.status_code >= 400 or (result == "failed" and connection.needs_rollback)
            if not fallen:
                acts = trace.standing() or [act_of(request, response, route, result, writes.seen)]
                append([self._entry(request, trace, acts)])
            elif not route.own:
                transaction.set_rollback(True)
        if fallen and not _for_nobody(route, response):
            self._write_alone(request, response, trace, route, result)
        return response

    def _write_alone(self, request, response, trace: Trace, route: Route, result: str) -> None:
        """Of a request that changed nothing: the act it was about, if it came so far, and how it ended."""
        act = act_of(request, response, route, result, False)
        tried = trace.entry(trace.acts).act if trace.acts else None
        if tried is not None:
            act.verb, act.object_key = tried.verb, tried.object_key
            act.detail |= tried.detail if tried.result != "ok" else {}
        append([self._entry(request, trace, [act])])

    @staticmethod
    def _entry(request, trace: Trace, acts) -> Entry:
        """Who logged in by this very request made it."""
        user = getattr(request, "user", None)
        if trace.origin.actor is None and user is not None and user.is_authenticated:
            trace.origin = of_request(request)
        return trace.entry(acts)


def _for_nobody(route: Route, response) -> bool:
    """An address that does not exist, or a method that its view does not know: nothing was asked for."""
    return response.status_code == 405 or (response.status_code == 404 and not route.name)

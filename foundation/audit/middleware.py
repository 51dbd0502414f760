"""One record for every request that changes something and for every one that is denied."""

import uuid
from contextlib import nullcontext

from django.db import connection, transaction

from .origin import of_request
from .outcome import Route, act_of, is_denied, is_for_nobody, result_of, watching_writes
from .requests import SAFE
from .services.append import append
from .trace import Trace, current, opened


class AuditTrail:
    """Stands right behind the authentication.

    An unsafe request is one transaction: its acts are gathered and written as one record at its very end, so the
    chain is held for a moment only. When the view gave up (an exception, 500) all of it is rolled back and the record
    that tells of it is written alone. A safe request is no transaction; what it does all the same (a session that
    ends, an export) is recorded at once.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex
        route = None if request.method in SAFE else Route.of(request)
        if route is None or route.quiet:
            response = self._looking(request, route)
        else:
            response = self._changing(request, route)
        response.headers["X-Request-ID"] = request.request_id
        return response

    def process_exception(self, request, exception) -> None:
        """What a view did before it gave up must not stay: as with Django's ATOMIC_REQUESTS."""
        trace = current()
        if trace is not None:
            trace.fallen = True

    def _looking(self, request, route: Route | None):
        trace = Trace(lambda: of_request(request), gather=False)
        with opened(trace):
            response = self.get_response(request)
        if not trace.written and is_denied(request, response):
            self._tell(request, response, trace, route or Route.of(request))
        return response

    def _changing(self, request, route: Route):
        trace = Trace(lambda: of_request(request), gather=True)
        trace.origin  # noqa: B018  (as the request comes in: a logout leaves nobody)
        with opened(trace), watching_writes() as writes, nullcontext() if route.own else transaction.atomic():
            response = self.get_response(request)
            broken = trace.fallen or response.status_code >= 500 or connection.needs_rollback
            undone = broken and not route.own
            if undone:
                transaction.set_rollback(True)
            else:
                self._tell(request, response, trace, route, wrote=writes.seen)
        if undone:
            self._tell(request, response, trace, route, undone=True)
        return response

    @staticmethod
    def _tell(request, response, trace: Trace, route: Route, *, wrote=False, undone=False) -> None:
        """Write the one record. Who logged in by this very request made it."""
        if is_for_nobody(request, response, route):
            return
        acts = trace.refusals() if undone else trace.standing()
        if not acts:
            result = (
                "failed"
                if undone and not is_denied(request, response)
                else result_of(request, response, wrote)
            )
            acts = [act_of(request, response, route, result, trace)]
        user = getattr(request, "user", None)
        if trace.origin.actor is None and user is not None and user.is_authenticated:
            trace.origin = of_request(request)
        append([trace.entry(acts)])
        trace.gather = False  # what a commit hook does from here on is a record of its own, and not lost

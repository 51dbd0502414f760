"""The one guard of views: a verb of the table opens them."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.utils.decorators import method_decorator

from .may import demand, may


def demand_one(user, verbs: Sequence[str]) -> None:
    """Raises PermissionDenied, with the sentence about the first verb, unless the person may do one of them."""
    if not any(may(user, verb) for verb in verbs):
        demand(user, verbs[0])


def requires(*verbs: str) -> Callable:
    """Opens a view, function or class, to those who may do one of these verbs to anything at all.

    Strangers are led to the login; others get the 403 page with the sentence of `demand` about the first verb.
    Whether this very thing is theirs, the view asks itself (`demand`, `visible`). The verbs are kept on the view as
    `verbs`, so that the table of addresses can be held against it.
    """

    def guard(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            demand_one(request.user, verbs)
            return view(request, *args, **kwargs)

        return login_required(guarded)

    def wrap(view):
        guarded = method_decorator(guard, name="dispatch")(view) if isinstance(view, type) else guard(view)
        guarded.verbs = verbs  # type: ignore[attr-defined]
        return guarded

    return wrap

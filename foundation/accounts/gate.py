"""The one door. Strangers are led to the login, people with a step left to that step, everybody else goes on.

It stands before every page: portal, CMS, media, previews. What is open is written down in the settings; whatever is
added to the addresses later is closed by itself.
"""

from enum import Enum
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse

from .mfa.adapter import has_authenticator, needs_second_factor
from .proof import has_second_factor


class Step(Enum):
    """What is left to do: the page that leads on, and what else must be reachable meanwhile."""

    PASSWORD = (
        "accounts_start",
        ("/accounts/start/", "/accounts/password/change/", "/accounts/reauthenticate/"),
    )
    SET_UP = ("accounts_start", ("/accounts/start/", "/accounts/2fa/", "/accounts/reauthenticate/"))
    PROVE = (
        "mfa_reauthenticate",
        ("/accounts/2fa/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/"),
    )

    @property
    def page(self) -> str:
        return reverse(self.value[0])

    @property
    def open(self) -> tuple[str, ...]:
        return self.value[1]


def step_left(request) -> Step | None:
    """The first thing this session still owes before any page opens."""
    user = request.user
    if user.must_change_password:
        return Step.PASSWORD
    if has_second_factor(request) or not needs_second_factor(user):
        return None
    return Step.PROVE if has_authenticator(user) else Step.SET_UP


def _back(request) -> dict[str, str]:
    """Where one was, for the way back: of a form that was sent, the page it stands on. `ended` after a session that is over."""
    back = request.get_full_path()
    if request.method != "GET":
        page = urlsplit(request.headers.get("Referer", ""))
        back = urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else "/"
    over = not request.user.is_authenticated and settings.SESSION_COOKIE_NAME in request.COOKIES
    return {"next": back, **({"ended": "1"} if over else {})}


class Gate:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.stop(request) or self.get_response(request)

    def stop(self, request):
        """Where to instead; None lets the request through."""
        if request.path.startswith(settings.OPEN_TO_STRANGERS) or getattr(request, "is_dummy", False):
            return None  # a dummy is made by Wagtail inside a request that passed here itself (a preview)
        if not request.user.is_authenticated:
            return self._lead(request, reverse("account_login"), 401)
        step = step_left(request)
        if step is None or request.path.startswith(step.open):
            return None
        return self._lead(request, step.page, 403)

    def _lead(self, request, page: str, status: int):
        """Pages lead on and come back; what a script fetched, or a form sent, is refused."""
        if request.headers.get("X-Requested-With") or "json" in request.headers.get("Accept", ""):
            return JsonResponse(
                {"error": "请先完成登录。"}, status=status, json_dumps_params={"ensure_ascii": False}
            )
        answer = HttpResponseRedirect(f"{page}?{urlencode(_back(request))}")
        answer.refused = True  # type: ignore[attr-defined]  # so that the audit log tells it from a form that led on
        return answer

"""The language of the inner zone."""

from django.conf import settings
from django.utils import translation


class ChineseByDefault:
    """Chinese unless this person chose otherwise: what the browser was installed in says nothing here."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response
        self.offered = dict(settings.LANGUAGES)

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in self.offered else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

"""Addresses of the inner zone: portal at /, CMS at /admin/, read API at /api/v3/. The public site is static."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api
from wagtail.documents import urls as wagtaildocs_urls

from .preview_files import preview_file

urlpatterns = [
    path("", include("portal_apps.office.urls")),
    path("preview-files/<path:path>", preview_file),
    path("healthz", lambda request: HttpResponse("ok", content_type="text/plain")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v3/", api.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]

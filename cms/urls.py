"""Addresses of the inner zone: portal at /, CMS at /admin/, read API at /api/v3/. The public site is static."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api
from wagtail.documents import urls as wagtaildocs_urls

from foundation.rights.door import requires

from . import health
from .preview_files import preview_file
from .service_tokens import admit_service_tokens

handler500 = "portal_apps.office.views.errors.server_error"

urlpatterns = [
    path("", include("portal_apps.office.urls")),
    path("deadlines/", include("foundation.deadlines.urls")),
    path("messages/", include("portal_apps.inbox.urls")),
    path("deputies/figures/", include("portal_apps.deputies.figures.urls")),
    path("attachments/", include("foundation.attachments.urls")),
    path("videos/", include("media_jobs.urls")),
    path("live/", include("media_jobs.live.urls")),
    path("training/", include("portal_apps.training.urls")),
    path("uploads/", include("media_jobs.uploads.urls")),
    path("imports/", include("foundation.imports.urls")),
    path("rules/", include("foundation.rulebook.urls")),
    path("rights/", include("foundation.rights.urls")),
    path("", include("foundation.life.urls")),
    path("deputies/", include("portal_apps.deputies.urls")),
    path("exchange/v1/", include("portal_apps.motions.exchange.api_urls")),
    path("motions/exchange/", include("portal_apps.motions.exchange.urls")),
    path("motions/", include("portal_apps.motions.urls")),
    path("open/", include("portal_apps.motions.open_data.urls")),
    path("preview-files/<path:path>", preview_file),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("accounts/", include("foundation.accounts.urls")),
    path("accounts/oidc/", include("foundation.accounts.sso.client_urls")),
    *([path("", include("foundation.accounts.sso.house_urls"))] if settings.OIDC_PROVIDER else []),
    # one login for all
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v3/", admit_service_tokens(api).urls),
    path("documents/", include(wagtaildocs_urls)),
    path(
        "media/<path:path>",
        requires("content.desk", "content.media")(serve),
        {"document_root": settings.MEDIA_ROOT},
    ),
]

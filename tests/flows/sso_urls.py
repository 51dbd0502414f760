"""The addresses of this product with the identity provider switched on."""

from django.urls import include, path

from cms.urls import *  # noqa: F403
from cms.urls import urlpatterns as addresses

urlpatterns = [*addresses, path("", include("foundation.accounts.sso.house_urls"))]

"""Wagtail's users app with our view set."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "foundation.accounts.wagtail.views.PeopleViewSet"

"""The users screen: names in Chinese order, roles, masked phones."""

from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserColumn, UserViewSet

from ..dangerous import DangerousMixin
from .forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """No bulk actions: every change of an account is one act with one record."""

    search_fields = ["username", "display_name"]
    default_ordering = "username"

    @property
    def columns(self) -> list:
        return [
            UserColumn(
                "name",
                accessor=lambda user: user.get_full_name(),
                label="姓名",
                sort_key="display_name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("username", label="用户名", sort_key="username"),
            Column("roles", accessor=lambda user: "、".join(r.name for r in user.roles), label="角色"),
            Column("phone", accessor=lambda user: user.masked_phone, label="手机号"),
            BooleanColumn("is_active", label="启用", sort_key="is_active"),
            DateColumn("last_login", label="上次登录", sort_key="last_login"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")


class AddPerson(DangerousMixin, CreateView):
    """Who adds an account proves first who sits there."""


class ChangePerson(DangerousMixin, EditView):
    """Roles, password, deactivation."""


class RemovePerson(DangerousMixin, DeleteView):
    """Accounts that never did anything may go altogether."""


class PeopleViewSet(UserViewSet):
    index_view_class = PeopleIndexView
    add_view_class = AddPerson
    edit_view_class = ChangePerson
    delete_view_class = RemovePerson
    template_prefix = "wagtailusers/users/"
    create_template_name = "accounts/admin/create.html"
    edit_template_name = "accounts/admin/edit.html"
    list_export: list = []

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm

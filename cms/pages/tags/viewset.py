"""Tags in Wagtail's side bar, with how many pages carry each."""

from django.db.models import Count
from django.urls import path, reverse
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import ContentTag
from .views import MergeView


class TagIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().annotate(pages=Count("tagged_pages"))


class TagViewSet(ModelViewSet):
    model = ContentTag
    icon = "tag"
    menu_label = "标签"
    menu_order = 700
    add_to_admin_menu = True
    form_fields = ["name"]
    index_view_class = TagIndexView
    search_fields = ["name"]
    ordering = ["name"]
    list_display = [
        TitleColumn("name", label="标签", get_url=lambda tag: reverse("contenttag:edit", args=[tag.pk])),
        Column("slug", label="地址"),
        Column("pages", label="页面数", sort_key="pages"),
        TitleColumn(
            "merge",
            label="合并",
            accessor=lambda tag: "并入……",
            get_url=lambda tag: reverse("contenttag:merge", args=[tag.pk]),
        ),
    ]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", MergeView.as_view(), name="merge")]


tag_viewset = TagViewSet("contenttag")

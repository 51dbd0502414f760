"""Addresses of the editorial office, below Wagtail's admin."""

from django.urls import path, re_path

from .views import desk, release_sets, review, verbs

app_name = "editorial"
urlpatterns = [
    path("desk/", desk.fragment, name="desk"),
    path("columns/", desk.columns, name="columns"),
    path("review/<int:page_id>/", review.review, name="review"),
    path("review/<int:page_id>/decide/", review.decide, name="decide"),
    path("release-warning/<int:revision_id>/", review.release_warning, name="release_warning"),
    path("preview/<int:revision_id>/", review.preview, name="preview"),
    path("submit/<int:page_id>/", verbs.submit, name="submit"),
    path("call-back/<int:page_id>/", verbs.call_back, name="call_back"),
    path("publish-held/<int:page_id>/", verbs.publish_held, name="publish_held"),
    path("withdraw/<int:page_id>/", verbs.withdraw, name="withdraw"),
    path("urgent/<int:page_id>/", verbs.urgent, name="urgent"),
    path("urgent-check/<int:pk>/", verbs.check_urgent, name="check_urgent"),
    path("backdate/<int:page_id>/", verbs.backdate, name="backdate"),
    path("release-sets/", release_sets.index, name="release_sets"),
    path("release-sets/<int:pk>/", release_sets.detail, name="release_set"),
    re_path(
        r"^release-sets/(?P<pk>\d+)/(?P<verb>add|remove|release|cancel)/$",
        release_sets.act,
        name="release_set_act",
    ),
]

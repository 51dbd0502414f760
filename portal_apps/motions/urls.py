"""Addresses of motions and suggestions, below /motions/."""

from django.urls import path

from .urls_handling import urlpatterns as handling
from .views import acting, before, case, exporting, figures, listing, many, proxies, reports, saved, writing

app_name = "motions"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("figures/", figures.figures, name="figures"),
    path("figures/export/", figures.export, name="export_figures"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:year>/", reports.draft, name="report_draft"),
    path("reports/issued/<int:report>/", reports.issued, name="report"),
    path("reports/issued/<int:report>/<slug:file>/", reports.report_file, name="report_file"),
    path("queues/<slug:key>/", listing.queue, name="queue"),
    path("views/", saved.views, name="views"),
    path("views/<int:pk>/", saved.act_on_view, name="view_act"),
    path("many/<slug:verb>/", many.many, name="many"),
    path("errands/<int:pk>/", many.errand, name="errand"),
    path("errands/<int:pk>/file/", many.fetch, name="errand_file"),
    path("export/", exporting.export, name="export"),
    path("new/", writing.new, name="new"),
    path("before/", before.while_writing, name="before"),
    path("for/", proxies.people, name="for"),
    path("for/<int:deputy>/", proxies.deputy, name="for_deputy"),
    path("for/<int:deputy>/new/", proxies.new, name="for_new"),
    path("for/<int:deputy>/<int:pk>/<slug:verb>/", proxies.act, name="for_act"),
    path("for/<int:deputy>/<int:pk>/<slug:verb>/<int:on>/", proxies.act, name="for_act_on"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/keep/", writing.keep, name="keep"),
    path("<int:pk>/earlier/", writing.earlier, name="earlier"),
    path("<int:pk>/before/", before.of_item, name="before_of"),
    path("<int:pk>/follow/", case.follow_case, name="follow"),
    path("<int:pk>/act/<slug:verb>/", acting.act, name="act"),
    path("<int:pk>/act/<slug:verb>/<int:on>/", acting.act, name="act_on"),
    *handling,
]

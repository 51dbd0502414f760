"""Addresses of deputies and bodies, below /deputies/."""

from django.urls import path

from .rollover import views as rollover
from .views import mandates, organisation, own, people, posts

app_name = "deputies"
urlpatterns = [
    path("", people.people, name="people"),
    path("new/", people.register, name="register"),
    path("<int:pk>/", people.file, name="file"),
    path("<int:pk>/photo/", people.photo, name="photo"),
    path("<int:pk>/edit/", people.edit, name="edit"),
    path("<int:pk>/account/", people.account, name="account"),
    path("<int:pk>/open/", people.open_sealed, name="open_sealed"),
    path("<int:pk>/mandates/new/", mandates.new_mandate, name="new_mandate"),
    path("mandates/<int:pk>/absences/new/", posts.new_absence, name="new_absence"),
    path("mandates/<int:pk>/details/", mandates.details, name="details"),
    path("mandates/<int:pk>/<slug:verb>/", mandates.change, name="change"),
    path("changes/<int:pk>/correct/", mandates.correct, name="correct"),
    path("changes/<int:pk>/document/", mandates.document, name="document"),
    path("<int:pk>/posts/new/", posts.new_post, name="new_post"),
    path("posts/<int:pk>/end/", posts.finish_post, name="finish_post"),
    path("<int:pk>/offices/new/", posts.new_office, name="new_office"),
    path("offices/<int:pk>/end/", posts.finish_office, name="finish_office"),
    path("absences/<int:pk>/withdraw/", posts.drop_absence, name="drop_absence"),
    path("<int:pk>/relocations/new/", posts.new_relocation, name="new_relocation"),
    path("mine/relocations/new/", own.report_relocation, name="report_relocation"),
    path("alerts/<int:pk>/", posts.settle_alert, name="settle_alert"),
    path("mine/", own.mine, name="mine"),
    path("mine/edit/", own.edit_mine, name="edit_mine"),
    path("mine/share/", own.share_mine, name="share_mine"),
    path("mine/withdraw/", own.withdraw_mine, name="withdraw_mine"),
    path("wishes/", own.wishes, name="wishes"),
    path("wishes/<int:pk>/", own.one_wish, name="wish"),
    path("directory/", own.directory, name="directory"),
    path("directory/<int:pk>/", own.contact, name="contact"),
    path("rollover/", rollover.index, name="rollovers"),
    path("rollover/new/", rollover.new, name="new_rollover"),
    path("rollover/<int:pk>/", rollover.one, name="rollover"),
    path("rollover/<int:pk>/<slug:verb>/", rollover.decide, name="decide_rollover"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/bodies/<slug:kind>/", organisation.bodies, name="bodies"),
    path("organisation/bodies/<slug:kind>/new/", organisation.new_body, name="new_body"),
    path("organisation/body/<int:pk>/", organisation.body, name="body"),
    path("organisation/body/<int:pk>/edit/", organisation.edit_body, name="edit_body"),
    path("organisation/body/<int:pk>/end/", organisation.end_body, name="end_body"),
    path("organisation/body/<int:pk>/liaison/", organisation.new_liaison, name="new_liaison"),
    path("organisation/liaison/<int:pk>/end/", organisation.end_liaison, name="end_liaison"),
    path("organisation/<slug:what>/new/", organisation.thing, name="new_thing"),
    path("organisation/<slug:what>/<int:pk>/", organisation.thing, name="thing"),
]

"""Addresses of accounts' lives, at the root: the link in an SMS must be short."""

from django.urls import path

from .views import activation, invitations, people, proxies, restores, verbs

app_name = "life"
urlpatterns = [
    path("i/<slug:code>/", activation.activation, name="activate"),
    path("people/", people.people_list, name="people"),
    path("people/invite/<slug:holder>/", invitations.invitation, name="invite"),
    path("people/invitations/", invitations.invitation_list, name="invitations"),
    path("people/invitations/<int:pk>/<slug:act>/", invitations.invitation_act, name="invitation_act"),
    path("people/leaves/<int:pk>/end/", verbs.leave_end, name="leave_end"),
    path("people/restores/<int:pk>/", restores.restore, name="restore"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/<slug:act>/", verbs.act, name="act"),
    path("proxy/", proxies.proxy_list, name="proxies"),
    path("proxy/scans/<int:pk>/", proxies.scan, name="scan"),
]

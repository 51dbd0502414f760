"""Addresses of handling: the reply, its files, the ledger of promises, the unit's template."""

from django.urls import path

from .views import contacts, letters, lists, promises, replying, templates

urlpatterns = [
    path("<int:pk>/reply/<int:on>/", replying.reply, name="reply"),
    path("<int:pk>/reply/<int:on>/scan/", replying.scan_reply, name="scan_reply"),
    path("<int:pk>/reply/<int:on>/preview/", replying.preview, name="reply_preview"),
    path("<int:pk>/letter/<int:reply>/<int:sponsor>/<slug:form>/", letters.letter, name="letter"),
    path("<int:pk>/opinion/<int:opinion>/<slug:form>/", letters.opinion, name="opinion"),
    path("<int:pk>/contacts/<int:on>/", contacts.contacts, name="contacts"),
    path("promises/", promises.ledger, name="ledger"),
    path("settings/", lists.settings, name="settings"),
    path("settings/cutoff/<int:pk>/", lists.cutoff, name="cutoff"),
    path("settings/undo/<int:pk>/", lists.undo_change, name="setting_undo"),
    path("settings/<slug:book>/", lists.rows, name="setting_rows"),
    path("settings/<slug:book>/new/", lists.row, name="setting_new"),
    path("settings/<slug:book>/<int:pk>/", lists.row, name="setting_row"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<int:pk>/", templates.template, name="template"),
    path("templates/<int:pk>/<slug:what>/", templates.template_file, name="template_file"),
]

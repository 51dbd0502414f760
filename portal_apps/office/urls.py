"""Addresses of the office."""

from django.urls import path

from .views import audit, audit_archives, audit_export, home, shell

urlpatterns = [
    path("", home.home, name="portal_home"),
    path("me/", home.me, name="portal_me"),
    path("offline/", shell.offline, name="offline"),
    path("sw.js", shell.service_worker, name="service_worker"),
    path("parts/", shell.parts, name="parts"),
    path("size/<slug:size>/", home.text_size, name="text_size"),
    path("audit/", audit.audit_list, name="audit_list"),
    path("audit/export/", audit_export.audit_export, name="audit_export"),
    path("audit/sheet/", audit.audit_sheet, name="audit_sheet"),
    path("audit/archives/", audit_archives.audit_archives, name="audit_archives"),
    path("audit/archives/<int:first>/", audit_archives.audit_archive, name="audit_archive"),
    path("audit/archives/<int:first>/file/", audit_archives.audit_archive_file, name="audit_archive_file"),
    path("audit/<int:sequence>/", audit.audit_detail, name="audit_detail"),
]

"""The guard of views: strangers are led to the login, who may not reads why, who may goes in; one trace of a denial."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views import View

from foundation.audit.models import AuditRecord
from foundation.rights.door import requires


@requires("rules.keep", "audit.read")
def by_function(request):
    return HttpResponse("in")


@requires("rules.keep", "audit.read")
class ByClass(View):
    def get(self, request):
        return HttpResponse("in")


@pytest.mark.parametrize("view", [by_function, ByClass.as_view()])
def test_one_of_the_verbs_opens_a_view(view, user_for, rf):
    request = rf.get("/somewhere/")
    for role, inside in {"system_admin": True, "audit_admin": True, "deputy": False}.items():
        request.user = user_for(role)
        if inside:
            assert view(request).content == b"in"
        else:
            with pytest.raises(
                PermissionDenied, match=r"看和改期限规则、工作日历.*能办的是：代表工委、系统管理员"
            ):
                view(request)
    request.user = AnonymousUser()
    assert view(request)["Location"] == "/accounts/login/?next=/somewhere/"


def test_a_denial_is_told_on_the_page_and_leaves_one_record(client_for):
    client = client_for("deputy")
    before = AuditRecord.objects.last_sequence()
    answer = client.get("/rights/grants/")
    assert answer.status_code == 403
    assert "能办的是：安全管理员、办公室负责人" in answer.content.decode()
    assert AuditRecord.objects.last_sequence() == before + 1

"""The addresses of this product and a form with attachments."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from cms.urls import *  # noqa: F403
from cms.urls import urlpatterns as addresses
from foundation.attachments.forms import handed_in
from foundation.attachments.models import StoredFile
from foundation.attachments.services import claim


@login_required
def form(request):
    """What was handed in belongs to the person who asks."""
    if request.method == "POST":
        claim(handed_in(request, "test"), request.user, by=request.user, purpose="test")
    stored = StoredFile.objects.exclude(claimed_by="")
    return render(request, "attachments_test/form.html", {"stored": stored})


urlpatterns = [*addresses, path("form/", form, name="form")]

"""An import ordered in the admin runs as a durable job and shows what it did."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.editorial.permissions import grant_role_permissions
from cms.importing.services import IMPORT_JOB
from cms.pages.models import NewsPage
from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting

from .conftest import news


@pytest.fixture
def client(chief):
    grant_role_permissions()
    client = Client()
    client.force_login(chief, settings.AUTHENTICATION_BACKENDS[0])
    return client


def upload(*rows, name="新闻.jsonl"):
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def test_a_file_chosen_on_the_screen_is_imported_by_a_job(client):
    response = client.post("/admin/importing/", {"kind": "news", "file": upload(news(1), "坏行", news(2))})
    job = Job.objects.get(kind=IMPORT_JOB)
    assert response.url == f"/admin/importing/{job.pk}/"
    waiting = client.get(response.url)
    assert waiting["Refresh"]
    run_waiting("default")
    job.refresh_from_db()
    assert (job.state, job.result["created"]) == ("done", 2)
    assert NewsPage.objects.count() == 2
    shown = client.get(response.url)
    assert "Refresh" not in shown
    assert "新闻.jsonl:2" in shown.content.decode()


def test_a_job_run_again_after_a_crash_does_nothing_twice(client):
    from cms.importing.services import import_job

    client.post("/admin/importing/", {"kind": "news", "file": upload(news(1), news(2))})
    payload = Job.objects.get(kind=IMPORT_JOB).payload

    class Quiet:
        def step(self, percent, message=""):
            pass

    assert import_job(payload, Quiet())["created"] == 2
    again = import_job(payload, Quiet())
    assert (again["created"], again["unchanged"]) == (0, 2)


def test_a_file_of_another_kind_is_refused_before_anything_starts(client):
    file = upload(news(1), name="新闻.docx")
    response = client.post("/admin/importing/", {"kind": "news", "file": file})
    assert "应以 .jsonl 结尾" in response.content.decode()
    assert not Job.objects.filter(kind=IMPORT_JOB).exists()

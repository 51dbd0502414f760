"""Deputies' films behind the nginx of an installation: Django says who, nginx sends the bytes."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from django.conf import settings as now
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from media_jobs.models import Video
from media_jobs.tickets import address_of

pytestmark = pytest.mark.django_db(transaction=True)
PART = Path(__file__).resolve().parents[2] / "deploy/nginx/videos.conf"


def asked(address: str, client, **headers):
    cookie = f"{now.SESSION_COOKIE_NAME}={client.cookies[now.SESSION_COOKIE_NAME].value}"
    request = Request(address, headers={"Cookie": cookie, **headers})
    return build_opener(ProxyHandler({})).open(request, timeout=20)


def test_nginx_sends_what_django_allows_by_ranges_and_nothing_by_itself(
    nginx, live_server, settings, user_for, client_for
):
    storage, deputy = storages["private"], user_for("deputy")
    settings.MEDIA_ACCEL = "/private-media/"
    part = PART.read_text().replace("/var/lib/spc/private", str(storage.location))
    there = f"location / {{ proxy_pass {live_server.url}; proxy_set_header Host $host; }}"
    base = nginx("server { listen 127.0.0.1:{port}; " + there + part + " }")
    video = Video.objects.create(
        title="会", created_by=deputy, source="x", source_name="x", access="deputies", playing=1
    )
    name = f"{video.folder}/1/film.mp4"
    storage.put(name, ContentFile(b"0123456789"))
    client, address = client_for(deputy), base + address_of(video, deputy, name)
    told = client.get(address.removeprefix(base))
    assert (told["X-Accel-Redirect"], told.content) == (f"/private-media/{name}", b"")
    answer = asked(address, client, Range="bytes=4-7")
    assert (answer.status, answer.read(), answer.headers["Content-Type"]) == (206, b"4567", "video/mp4")
    assert answer.headers["Cache-Control"].startswith("private")
    assert "X-Accel-Redirect" not in answer.headers
    for place, who in [(address, client_for("deputy")), (f"{base}/private-media/{name}", client)]:
        with pytest.raises(HTTPError) as refused:
            asked(place, who)
        assert refused.value.code in (403, 404)
    storage.remove_folder(video.folder)

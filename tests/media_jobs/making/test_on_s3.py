"""The whole way of a film where files lie in S3: made, given to deputies, given to the public, deleted."""

import uuid

import pytest

from foundation.jobs.services import run_waiting
from media_jobs import services
from media_jobs.models import Video

from . import clips

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_buckets(s3, settings):
    client, private = s3.client(), f"private-{uuid.uuid4().hex}"
    client.make_bucket(bucket_name=private)
    options = {"endpoint": f"http://{s3.endpoint}", "access_key": s3.access_key, "secret_key": s3.secret_key}
    kind = "foundation.storage.s3.S3Storage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": kind, "OPTIONS": {**options, "bucket": s3.bucket}},
        "private": {"BACKEND": kind, "OPTIONS": {**options, "bucket": private}},
    }

    def names(bucket: str) -> set[str]:
        return {one.object_name for one in client.list_objects(bucket_name=bucket, recursive=True)}

    return lambda: (names(s3.bucket), names(private))


def test_a_film_is_made_moved_and_removed_in_buckets(
    in_buckets, clip_folder, taken, editor, user_for, client_for
):
    video = taken(clips.make(clip_folder / "in-s3.mp4", seconds=1), access="deputies")
    run_waiting()
    video.refresh_from_db()
    assert (video.state, in_buckets()[0]) == ("ready", set())
    deputy = user_for("deputy")
    answer = client_for(deputy).get(
        services.playback(video, user=deputy).download, headers={"Range": "bytes=4-7"}
    )
    assert b"".join(answer.streaming_content) == b"ftyp"
    services.set_access(video, "public", by=editor)
    run_waiting()
    public, private = in_buckets()
    assert {video.master, video.poster, video.download} <= public
    assert private == {video.source}
    services.delete(Video.objects.get(), by=editor, reason="不用了")
    run_waiting()
    assert in_buckets() == (set(), set())

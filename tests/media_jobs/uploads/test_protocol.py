"""The MUSTs of tus 1.0, one sentence each."""

import base64
import hashlib
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone

from media_jobs.uploads.models import Upload
from media_jobs.uploads.server import PREFIX

from .conftest import MOST, lying

pytestmark = pytest.mark.django_db
NOBODYS = "00000000-0000-4000-8000-000000000000"
FILE = b"0123456789" * 1000


@pytest.fixture
def place(line) -> str:
    """The address of a new upload of FILE."""
    return line.create(len(FILE)).headers["location"]


def sha1_of(content: bytes) -> str:
    return "sha1 " + base64.b64encode(hashlib.sha1(content).digest()).decode()


def test_options_tells_versions_extensions_and_checksums_to_anybody(line):
    heard = line("OPTIONS", authorization="", tus_resumable="")
    assert (heard.status, heard.headers["tus-version"]) == (204, "1.0.0")
    offered = "creation,creation-with-upload,checksum,expiration,termination"
    assert heard.headers["tus-extension"] == offered
    assert "sha1" in heard.headers["tus-checksum-algorithm"].split(",")


def test_a_creation_answers_201_with_an_address_and_the_upload_begins_empty(line):
    heard = line.create(len(FILE))
    assert heard.status == 201
    assert heard.headers["location"].startswith(PREFIX)
    looked = line.head(heard.headers["location"])
    assert (looked.status, looked.offset, looked.headers["upload-length"]) == (200, 0, str(len(FILE)))
    assert looked.headers["cache-control"] == "no-store"
    assert "filename " + base64.b64encode("会议.pdf".encode()).decode() in looked.headers["upload-metadata"]
    assert looked.body == b""


def test_bytes_go_on_where_the_last_ones_ended(line, place):
    assert line.patch(place, FILE[:4000], 0).offset == 4000
    assert line.head(place).offset == 4000
    heard = line.patch(place, FILE[4000:], 4000)
    assert (heard.status, heard.offset, heard.body) == (204, len(FILE), b"")
    assert lying(Upload.objects.get()) == FILE
    assert line.head(place).offset == len(FILE)


def test_every_answer_names_the_version(line, place):
    heard = [line.head(place), line.patch(place, b"x", 5), line("GET", place), line("HEAD", PREFIX + NOBODYS)]
    assert {one.headers["tus-resumable"] for one in heard} == {"1.0.0"}


def test_another_version_is_refused_with_412_and_nothing_is_done(line, place):
    heard = line.patch(place, FILE, 0, tus_resumable="0.2.2")
    assert (heard.status, heard.headers["tus-version"]) == (412, "1.0.0")
    assert line.head(place).offset == 0
    assert line.patch(place, FILE, 0, tus_resumable="").status == 412


@pytest.mark.parametrize("offset", [1, 9999, 10_000, 10_001])
def test_a_wrong_offset_is_refused_with_409_and_nothing_is_written(line, place, offset):
    assert line.patch(place, b"", offset).status == 409
    assert line.head(place).offset == 0


@pytest.mark.parametrize("offset", ["-1", "", "1.0", "０", "1" * 30])
def test_an_offset_that_is_no_number_is_refused(line, place, offset):
    heard = line("PATCH", place, b"x", content_type="application/offset+octet-stream", upload_offset=offset)
    assert heard.status == 400 or (offset == "０" and heard.status in (400, 409))
    assert line.head(place).offset == 0


def test_a_body_of_another_type_is_refused_with_415(line, place):
    assert line("PATCH", place, FILE, content_type="application/octet-stream", upload_offset=0).status == 415
    assert line.head(place).offset == 0


def test_more_bytes_than_were_promised_are_refused_and_none_of_them_is_kept(line, place):
    line.patch(place, FILE[:10], 0)
    assert line.patch(place, [FILE, b"and more"], 10).status == 413
    assert line.patch(place, FILE + b"!", 10, content_length=len(FILE) + 1).status == 413
    assert line.head(place).offset == 10


def test_bytes_after_the_end_are_refused_and_the_file_stays_as_it_was(line, place):
    line.patch(place, FILE, 0)
    assert line.patch(place, b"", len(FILE)).status == 204
    assert line.patch(place, b"x", len(FILE), content_length=1).status == 409
    assert lying(Upload.objects.get()) == FILE


def test_a_cut_line_loses_nothing_that_had_arrived(line, place):
    line.patch(place, [FILE[:3000], FILE[3000:7000]], 0, cut=True)
    assert line.head(place).offset == 7000
    assert line.patch(place, FILE[7000:], 7000).offset == len(FILE)
    assert lying(Upload.objects.get()) == FILE


def test_the_method_may_be_named_in_a_header(line, place):
    heard = line("POST", place, FILE, content_type="application/offset+octet-stream", upload_offset=0,
                 x_http_method_override="PATCH")  # fmt: skip
    assert (heard.status, heard.offset) == (204, len(FILE))


# --- creation ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("length", ["", "-5", "many", "1e3"])
def test_a_creation_without_a_length_is_refused(line, length):
    assert line("POST", upload_length=length).status == 400


def test_an_unknown_length_is_not_offered_and_refused(line):
    assert line("POST", upload_defer_length=1).status == 400


def test_a_file_above_the_limit_is_refused_with_413_and_says_the_limit(line):
    heard = line.create(MOST + 1)
    assert (heard.status, "超过 10 MB" in heard.error) == (413, True)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("told", ["name", "na me eA==", "name %%%", "a eA==,a eA==", "name /w=="])
def test_metadata_that_is_malformed_is_refused(line, told):
    heard = line("POST", upload_length=5, upload_metadata=told)
    assert heard.status == 400 or (told == "name" and heard.status == 201)


def test_a_creation_may_bring_the_first_bytes(line):
    heard = line.create(len(FILE), body=FILE[:100], content_type="application/offset+octet-stream")
    assert (heard.status, heard.offset) == (201, 100)
    assert line.patch(heard.headers["location"], FILE[100:], 100).offset == len(FILE)


def test_a_creation_whose_answer_was_lost_is_repeated_without_a_second_upload(line):
    first = line.create(5, details={"nonce": "n1"})
    again = line.create(5, details={"nonce": "n1"})
    assert (first.headers["location"], again.status) == (again.headers["location"], 201)
    assert line.create(5, details={"nonce": "n2"}).headers["location"] != first.headers["location"]
    assert line.create(6, details={"nonce": "n1"}).status == 422


# --- checksum ---------------------------------------------------------------------------------------------
def test_a_body_that_fits_its_checksum_is_kept(line, place):
    assert line.patch(place, FILE, 0, upload_checksum=sha1_of(FILE)).status == 204


def test_a_body_that_does_not_fit_its_checksum_is_refused_with_460_and_forgotten(line, place):
    line.patch(place, FILE[:10], 0)
    heard = line.patch(place, FILE[10:], 10, upload_checksum=sha1_of(b"other"))
    assert (heard.status, line.head(place).offset) == (460, 10)
    assert lying(Upload.objects.get()) == FILE[:10]


def test_a_cut_body_with_a_checksum_counts_for_nothing(line, place):
    line.patch(place, [FILE[:500]], 0, cut=True, upload_checksum=sha1_of(FILE))
    assert line.head(place).offset == 0


@pytest.mark.parametrize("told", ["crc7 eA==", "sha1", "sha1 %%", "sha1 eA=="])
def test_an_unknown_or_malformed_checksum_is_refused_with_400(line, place, told):
    assert line.patch(place, FILE, 0, upload_checksum=told).status == 400
    assert line.head(place).offset == 0


# --- expiration and termination ---------------------------------------------------------------------------
def test_an_unfinished_upload_says_when_it_expires(line, place):
    until = parsedate_to_datetime(line.patch(place, FILE[:10], 0).headers["upload-expires"])
    assert timedelta(hours=71) < until - timezone.now() < timedelta(hours=73)
    assert "upload-expires" not in line.patch(place, FILE[10:], 10).headers


def test_a_terminated_upload_is_gone_with_its_bytes(line, place, django_capture_on_commit_callbacks):
    line.patch(place, FILE[:10], 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert line("DELETE", place).status == 204
    assert (line.head(place).status, line("PATCH", place).status) == (410, 410)
    assert not any(str(Upload.objects.get().key) in str(one) for one in _spooled())


def _spooled():
    from media_jobs.uploads.place import spool

    return list(spool().keys())


def test_a_whole_upload_cannot_be_terminated(line, place):
    line.patch(place, FILE, 0)
    assert line("DELETE", place).status == 409


def test_what_is_not_there_answers_404(line):
    for method in ("HEAD", "PATCH", "DELETE"):
        assert line(method, PREFIX + NOBODYS).status == 404
    assert line("POST", "/elsewhere/", upload_length=5).status == 404

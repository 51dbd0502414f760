"""The interface and the yearly files: as described, the same as the pages, only what is public, signed."""

import csv
import io
import json
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from foundation.accounts.models import ServiceToken
from foundation.accounts.tokens import digest_of
from foundation.rulebook.models import RuleVersion
from portal_apps.motions import services as do
from portal_apps.motions.open_data.files import COLUMNS, as_csv
from portal_apps.motions.open_data.schemas import year_schema
from portal_apps.motions.public.export import export
from portal_apps.motions.public.selecting import document_id
from publishing import attest
from publishing.release.key_file import public_pem
from publishing.release.signing import Keyring
from publishing.services import publish_site
from tests.portal_apps.motions.public.conftest import released

pytestmark = pytest.mark.django_db
LIST = "/open/v1/suggestions"


@pytest.fixture
def described(client) -> dict:
    return client.get("/open/v1/openapi.json").json()


def conforms(described: dict, address: str, answer) -> None:
    """Against what the description says of this address and status."""
    said = described["paths"][address]["get"]["responses"][str(answer.status_code)]
    schema = said["content"]["application/json"]["schema"] | {"components": described["components"]}
    Draft202012Validator(schema).validate(answer.json())


def year_of(site, name: str) -> bytes:
    return (site / "current/suggestions/data/2026" / name).read_bytes()


def test_the_description_is_one_of_openapi_3_1(db, described):
    assert described["openapi"].startswith("3.1")
    validate(described)


def test_every_answer_is_as_described(site, house, client, described):
    uid = house.shown.uid.hex
    for asked in ("", "?limit=1", "?year=2026&kind=suggestion", "?year=abc", "?limit=101", "?text=没有"):
        conforms(described, LIST, client.get(LIST + asked))
    conforms(described, f"{LIST}/{{id}}", client.get(f"{LIST}/{uid}"))
    conforms(described, f"{LIST}/{{id}}", client.get(f"{LIST}/{'0' * 32}"))
    conforms(described, "/open/v1/years", client.get("/open/v1/years"))


def test_pages_interface_and_files_say_the_same(site, house, client):
    released(house, house.judged().item)
    publish_site()
    answered = client.get(LIST).json()["items"]
    stored = json.loads(year_of(site, "suggestions-2026.json"))
    Draft202012Validator(year_schema()).validate(stored)
    assert json.loads(year_of(site, "schema.json")) == year_schema()
    by_id = {one["id"]: one for one in answered}
    assert by_id == {one["id"]: one for one in stored["items"]}
    assert (stored["count"], len(by_id)) == (2, 2)
    for document in export([document_id(house.shown)]):
        assert by_id[house.shown.uid.hex] == document.data["record"]
        page = (site / "current" / document.path[1:] / "index.html").read_text("utf-8")
        for said in (one["text"] for one in by_id[house.shown.uid.hex]["text"]):
            assert said in page
    rows = list(csv.DictReader(io.StringIO(year_of(site, "suggestions-2026.csv").decode("utf-8-sig"))))
    assert {row["标识"] for row in rows} == set(by_id)
    assert {row["标题"] for row in rows} == {one["title"] for one in answered}


def test_conditions_and_pages_find_what_they_say(site, house, client):
    item = released(house, house.assigned(do.Place(house.court), do.Place(house.union, "assist")))
    found = {
        "": 2, "?year=2026": 2, "?year=2025": 0, "?kind=motion": 0, "?session=市十六届三次会议": 2, "?session=没有": 0,
        "?category=城市建设": 2, "?category=农林水利": 0, "?unit=市总工会": 1, "?result_class=B": 1, "?result_class=A": 0,
        "?text=望河大桥": 2, "?changed_since=2026-05-11": 2, "?changed_since=2026-05-12": 0,
    }  # fmt: skip
    for asked, count in found.items():
        answer = client.get(LIST + asked).json()
        assert (answer["count"], len(answer["items"])) == (count, count), asked
    first = client.get(LIST, {"limit": 1, "kind": "suggestion"}).json()
    assert first["items"][0]["id"] == item.uid.hex
    second = client.get(first["next"]).json()
    assert [one["id"] for one in second["items"]] == [house.shown.uid.hex]
    assert second["next"] is None


def test_what_is_not_public_is_not_there(site, house, client):
    hidden = house.assigned(open_wish="closed")
    assert client.get(f"{LIST}/{hidden.uid.hex}").status_code == 404
    do.publish(house.shown, by=house.staff, publicity="none", reason="代表要求")
    publish_site()
    assert client.get(LIST).json()["count"] == 0
    assert client.get(f"{LIST}/{house.shown.uid.hex}").status_code == 404
    assert json.loads(year_of(site, "suggestions-2026.json"))["items"] == []


def test_words_that_are_blacked_out_cannot_be_guessed_by_a_search(site, house, client):
    do.publish(house.shown, by=house.staff, publicity="full", redactions="望河大桥")
    assert client.get(LIST, {"text": "望河大桥"}).json()["count"] == 0
    assert client.get(LIST, {"text": "人行设施"}).json()["count"] == 1


def test_who_has_it_already_is_told_so_in_a_line(site, house, client):
    first = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    do.publish(house.shown, by=house.staff, publicity="summary", reason="篇幅", summary="摘要")
    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nobody_may_change_anything_by_it(site, client):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(LIST).status_code == 405


def test_the_rule_says_how_often_one_may_ask(db, client):
    version = RuleVersion.objects.get(rule__key="motions.open_data_calls")
    fresh = {"unit": version.unit, "valid_from": version.valid_from, "source": "规定", "reason": "改"}
    RuleVersion.objects.create(rule=version.rule, number=2, value="5", **fresh)
    answers = [client.get("/open/v1/years").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    refused = client.get("/open/v1/years")
    assert refused["Retry-After"] == "60"
    assert "年度数据文件" in refused.json()["error"]


def test_a_service_token_needs_the_scope(db, client, user_for):
    made = {
        "owner_unit": "大数据局",
        "issued_by": user_for("security_admin"),
        "expires_at": timezone.now() + timedelta(1),
    }
    for name, scopes, status in (("a", ["motions:read"], 200), ("b", ["content:read"], 403)):
        ServiceToken.objects.create(name=name, scopes=scopes, digest=digest_of(f"spc_{name}"), **made)
        answer = client.get("/open/v1/years", headers={"Authorization": f"Bearer spc_{name}"})
        assert answer.status_code == status


def test_people_find_every_door_and_field_explained(db, client, described):
    page = client.get("/open/").content.decode()
    for address in described["paths"]:
        assert address in page
    for words in ("每个来源每分钟 60 次", "promises", "承诺事项台账", "注明来源"):
        assert words in page


def test_a_cell_that_a_spreadsheet_would_calculate_is_text(site, house):
    record = next(iter(export([document_id(house.shown)]))).data["record"]
    made = as_csv([record | {"title": "=1+1"}]).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(made)))["标题"] == "'=1+1"
    assert next(csv.reader(io.StringIO(made))) == list(COLUMNS)


class TestSignature:
    @pytest.fixture
    def loaded(self, site, tmp_path):
        """As somebody downloaded them, with the keys of the site."""
        folder = tmp_path / "downloaded"
        shutil.copytree(site / "current/suggestions/data/2026", folder)
        shutil.copy(site / "current/manifest.keys", folder)
        return folder

    def check(self, folder) -> int:
        return attest.main(
            [str(folder / "suggestions-2026.sha256.txt"), "--key", str(folder / "manifest.keys")]
        )

    def test_what_was_downloaded_fits(self, loaded, capsys):
        assert self.check(loaded) == 0
        assert "3 个文件" in capsys.readouterr().out

    def test_a_changed_file_is_named(self, loaded, capsys):
        (loaded / "suggestions-2026.csv").write_text("别的")
        assert self.check(loaded) == 1
        assert "内容被改：suggestions-2026.csv" in capsys.readouterr().err

    def test_changed_sums_a_missing_file_and_a_strange_line_are_refused(self, loaded, capsys):
        sums = loaded / "suggestions-2026.sha256.txt"
        (loaded / "schema.json").unlink()
        assert self.check(loaded) == 1
        assert "缺少：schema.json" in capsys.readouterr().err
        sums.write_text(sums.read_text("utf-8") + "x", "utf-8")
        assert self.check(loaded) == 1
        assert "签名对不上" in capsys.readouterr().err
        (loaded / "suggestions-2026.sig").unlink()
        assert self.check(loaded) == 2

    def test_openssl_and_sha256sum_agree(self, loaded):
        ring = Keyring.read((loaded / "manifest.keys").read_bytes())
        (loaded / "key.pem").write_text(public_pem(ring.newest))
        sums = "suggestions-2026.sha256.txt"
        verify = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pem", "-in", sums]
        for command in ([*verify, "-sigfile", "suggestions-2026.sig"], ["sha256sum", "--strict", "-c", sums]):
            subprocess.run(command, cwd=loaded, check=True, capture_output=True)

"""The documents of the interface say what the code does."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from portal_apps.motions.exchange.canonical import canonical, is_signed_by, new_pair, sign
from portal_apps.motions.exchange.checking import Unfit, check
from portal_apps.motions.exchange.management.commands.exchange import documents
from portal_apps.motions.exchange.schemas import FILE, PROMISE

DOCS = Path(settings.BASE_DIR) / "docs" / "exchange"


def test_the_published_documents_are_those_of_the_code():
    for name, text in documents().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, "manage.py exchange docs writes them anew"


def test_anybody_may_read_the_description(client, db):
    assert client.get("/exchange/v1/openapi.json").json()["openapi"] == "3.1.0"
    assert client.get("/exchange/v1/schemas/envelope.json").json()["required"][0] == "format"
    assert client.get("/exchange/v1/schemas/nothing.json").status_code == 404


def test_nobody_gets_in_without_a_token(client, db):
    answer = client.post("/exchange/v1/messages", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token")


def test_a_signature_holds_for_these_words_and_this_key_only():
    key_id, private, public = new_pair()
    envelope = sign({"b": 1, "a": "建议"}, key_id, private)
    assert canonical(envelope["payload"]) == '{"a":"建议","b":1}'.encode()
    assert is_signed_by(envelope, public)
    assert not is_signed_by(envelope, new_pair()[2])
    assert not is_signed_by({**envelope, "payload": {"b": 2, "a": "建议"}}, public)
    with pytest.raises(ValueError, match="fractions"):
        canonical({"a": [1.5]})


@pytest.mark.parametrize(
    ("value", "schema", "where"),
    [
        ({"promise": "修", "due_on": "2026-13-01", "responsible": "科"}, PROMISE, "/due_on"),
        ({"promise": " ", "due_on": "2026-12-01", "responsible": "科"}, PROMISE, "/promise"),
        ({"due_on": "2026-12-01", "responsible": "科"}, PROMISE, "/promise"),
        ({"name": "x", "digest": "0" * 63, "size": 1}, FILE, "/digest"),
        ({"name": "x", "digest": "0" * 64, "size": True}, FILE, "/size"),
        ({"name": "x", "digest": "0" * 64, "size": 1, "more": 1}, FILE, "/more"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(value, schema, where):
    with pytest.raises(Unfit) as found:
        check(json.loads(json.dumps(value)), schema)
    assert found.value.where == where

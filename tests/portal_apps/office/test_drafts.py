"""A browser forgets a draft when the server has it, and only then."""

import pytest

NAME = "a1b2c3d4"


@pytest.fixture
def client(client_for):
    return client_for("security_admin")


def told(answer) -> str:
    return answer.cookies["kept"].value if "kept" in answer.cookies else ""


def test_a_form_that_led_on_is_saved(client, user_for):
    fields = {"person": user_for("").pk, "role": "editor", "ground": "常办〔2026〕3 号", "_draft": NAME}
    assert told(client.post("/rights/grants/new/", fields)) == NAME


def test_a_form_that_came_back_or_met_an_ended_login_is_not(client):
    assert told(client.post("/rights/grants/new/", {"_draft": NAME})) == ""
    client.logout()
    answer = client.post(
        "/rights/grants/new/?x=1",
        {"_draft": NAME},
        headers={"referer": "http://testserver/rights/grants/new/?x=1"},
    )
    assert answer["Location"] == "/accounts/login/?next=%2Frights%2Fgrants%2Fnew%2F%3Fx%3D1"
    assert told(answer) == ""


def test_the_way_back_leads_to_no_other_house(client):
    client.logout()
    answer = client.post("/rights/grants/new/", headers={"referer": "https://evil.example/rights/"})
    assert answer["Location"] == "/accounts/login/?next=%2F"


def test_a_name_that_is_none_is_not_repeated(client, user_for):
    fields = {"person": user_for("").pk, "role": "editor", "ground": "文", "_draft": "a; path=/admin"}
    assert told(client.post("/rights/grants/new/", fields)) == ""


def test_a_logout_ends_them_all(client):
    assert told(client.post("/accounts/logout/")) == "all"

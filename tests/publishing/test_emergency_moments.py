"""Urgent changes that come at an awkward moment: while documents are taken in, right before the end, before there is a site."""

import pytest

from publishing.models import Change
from publishing.services import publish_site
from tests.publishing.emergency_site import WhileRendering, item
from tests.publishing.factory import replace
from tests.publishing.test_emergency import NOTE, OLD, office, text  # noqa: F401 - the fixture of a site

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_run_makes_way_while_it_still_takes_documents_in(office):  # noqa: F811
    office.documents["page:5"] = replace(item(5), title="没有记下的改动")
    moments = []

    def while_reading(percent: float, message: str = "") -> None:
        office.look()
        if message == "读取内容":
            moments.append(percent)
            if len(moments) == 20:
                office.withdraw(3)

    publish_site(full=True, progress=while_reading)
    office.look()
    _, emergency, after = office.seen
    assert NOTE in emergency
    assert "没有记下的改动" not in text(emergency, item(5).path.strip("/") + "/index.html")
    assert "没有记下的改动" in text(after, item(5).path.strip("/") + "/index.html")


def test_what_comes_after_the_last_question_goes_out_right_behind_the_run(office):  # noqa: F811
    office.save(replace(item(5), title="平常的改动"))
    moments = []

    def right_before_it_is_sealed() -> None:
        office.look()
        if not moments:
            office.withdraw(3)
        moments.append(1)

    publish_site(guard=right_before_it_is_sealed)
    office.look()
    _, ordinary, emergency = office.seen
    assert "平常的改动" in text(ordinary, item(5).path.strip("/") + "/index.html")
    assert NOTE not in ordinary
    assert NOTE in emergency
    assert not Change.objects.filter(release=None).exists()


def test_the_first_release_of_all_makes_way_for_nothing_and_the_urgent_change_follows_at_once(
    office,  # noqa: F811
    settings,
    tmp_path,
):
    settings.SITE_DIR = tmp_path / "another"
    office.seen, office.last = [], ""
    publish_site(progress=WhileRendering(office, lambda: office.withdraw(3)))
    office.look()
    first, emergency = office.seen
    assert NOTE not in first
    assert NOTE in emergency
    assert OLD in text(emergency, item(200).path.strip("/") + "/index.html")

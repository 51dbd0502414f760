"""Two people press the button in the same instant: exactly one decision stands."""

import threading

import pytest
from django.db import connection

from cms.editorial import services
from cms.editorial.models import ReviewDecision
from cms.editorial.refusals import Refused
from cms.editorial.workflow import place_of

from .conftest import Office, make_user


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_approvals_one_wins_and_the_other_is_told(transactional_db):
    office = Office()
    people = [office.first_reviewer, make_user("另一位初审", "first_reviewer")]
    page = office.submitted()
    seen = place_of(page).task_state
    start, outcomes = threading.Barrier(len(people)), []

    def press(person) -> None:
        try:
            start.wait()
            services.approve(type(page).objects.get(pk=page.pk), person, task_state=seen)
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert outcomes.count("done") == 1
    (told,) = [text for text in outcomes if text != "done"]
    assert "您这次的操作没有生效" in told
    assert ReviewDecision.objects.count() == 1
    assert place_of(page).stage.label == "复审"

"""Who raised this before?"""

import pytest

from foundation.similar.services import find
from portal_apps.motions import services as do
from portal_apps.motions.similar import NAME, visible_to

pytestmark = pytest.mark.django_db


def found(house, user):
    answer = find("望河大桥人行道", "大桥引桥没有人行道", among={NAME: visible_to(user)})
    return [hit.document.id if hasattr(hit, "document") else hit.id for hit in answer.hits]


def test_what_was_filed_is_found_at_once_by_who_may_read_it_and_a_draft_by_nobody(house):
    draft, filed = house.draft(), house.accepted()
    assert found(house, house.staff) == [str(filed.pk)]
    stranger = house.person("deputy")
    assert found(house, stranger) == []
    do.publish(filed, by=house.staff, publicity="full")
    assert found(house, stranger) == [str(filed.pk)]
    assert str(draft.pk) not in found(house, house.lead)

"""Several items in one release, or none of them."""

import pytest

from cms.editorial import services
from cms.editorial.models import ReleaseSet, ReleaseSetMember
from cms.editorial.refusals import NotAllowed, Refused
from publishing.models import Change


@pytest.fixture
def pair(office):
    """An open set with two items, handed in for review."""
    release_set = services.open_release_set("第三十五次会议全套", office.editor)
    pages = [office.submitted("会议公报"), office.submitted("会议决定")]
    for page in pages:
        services.add_to_set(release_set, page, office.editor)
    return release_set, pages


def live(pages):
    return [type(page).objects.get(pk=page.pk).live for page in pages]


def test_final_approval_holds_a_member_back(office, pair):
    _, pages = pair
    office.review(pages[0])
    assert live(pages) == [False, False]


def test_a_set_goes_live_whole_with_its_name_on_every_change(office, pair):
    release_set, pages = pair
    for page in pages:
        office.review(page)
    Change.objects.all().delete()
    services.release(release_set, office.chief_editor)
    assert live(pages) == [True, True]
    changes = Change.objects.filter(verb="publish")
    assert set(changes.values_list("release_set", "reason")) == {(release_set.key, release_set.name)}
    assert changes.count() == 2
    release_set.refresh_from_db()
    assert release_set.state == ReleaseSet.State.RELEASED


def test_members_may_link_to_each_other_before_either_is_public(office):
    release_set = services.open_release_set("公报和决定", office.editor)
    first = office.submitted("会议公报")
    text = (
        f'<p>会议通过了<a linktype="page" id="{first.pk}">一项关于养老服务的决定</a>，自公布之日起施行。</p>'
    )
    second = office.draft("会议决定", body=[("rich_text", text)])
    for page in (first, second):
        services.add_to_set(release_set, page, office.editor)
    services.submit_for_review(second, office.editor)
    for page in (first, second):
        office.review(page)
    services.release(release_set, office.chief_editor)
    assert live([first, second]) == [True, True]


def test_one_member_without_approval_keeps_all_back(office, pair):
    release_set, pages = pair
    office.review(pages[0])
    with pytest.raises(services.ReleaseRefused, match="《会议决定》还没有通过三审") as refusal:
        services.release(release_set, office.chief_editor)
    assert [o.page.pk for o in refusal.value.obstacles] == [pages[1].pk]
    assert live(pages) == [False, False]
    assert not Change.objects.filter(release_set=release_set.key).exists()


def test_a_failure_in_the_middle_publishes_none(office, pair, monkeypatch):
    release_set, pages = pair
    for page in pages:
        office.review(page)
    from cms.editorial.services import release_sets

    real, done = release_sets.put_live, []

    def breaks_on_the_second(revision, **facts):
        if done:
            raise RuntimeError("disk full")
        done.append(real(revision, **facts))

    monkeypatch.setattr(release_sets, "put_live", breaks_on_the_second)
    with pytest.raises(RuntimeError):
        services.release(release_set, office.chief_editor)
    assert live(pages) == [False, False]
    assert not Change.objects.filter(release_set=release_set.key).exists()
    release_set.refresh_from_db()
    assert release_set.state == ReleaseSet.State.OPEN


def test_only_those_who_may_release_do(office, pair):
    release_set, pages = pair
    for page in pages:
        office.review(page)
    with pytest.raises(NotAllowed):
        services.release(release_set, office.editor)
    assert live(pages) == [False, False]


def test_a_page_waits_in_one_set_only(office, pair):
    _, pages = pair
    other = services.open_release_set("另一个", office.editor)
    with pytest.raises(Refused, match="已经在"):
        services.add_to_set(other, pages[0], office.editor)


def test_a_member_taken_out_can_be_published_alone(office, pair):
    release_set, pages = pair
    office.review(pages[0])
    with pytest.raises(Refused, match="在发布集里"):
        services.publish_held(pages[0], office.final_reviewer)
    services.remove_from_set(release_set, pages[0], office.editor)
    services.publish_held(pages[0], office.final_reviewer)
    assert live(pages) == [True, False]


def test_a_cancelled_set_publishes_nothing_and_frees_its_members(office, pair):
    release_set, pages = pair
    services.cancel_set(release_set, office.chief_editor)
    assert not ReleaseSetMember.objects.filter(waiting=True).exists()
    with pytest.raises(Refused):
        services.release(release_set, office.chief_editor)
    office.review(pages[0])
    assert live(pages) == [True, False]


def test_an_empty_set_is_not_released(office):
    release_set = services.open_release_set("空的", office.editor)
    with pytest.raises(Refused, match="空的"):
        services.release(release_set, office.chief_editor)

"""An inbox belongs to one person: reading, and nobody else's."""

import pytest

from foundation.notices.models import Notice
from foundation.notices.services import mark_all_read, mark_read, mark_unread, notify


@pytest.fixture
def inbox(user_for, texts):
    """Three messages for one person, one for another."""
    texts("test.note", kind="general")
    wang, li = user_for("deputy"), user_for("deputy")
    for person, template in ((wang, "test.due"), (wang, "test.due"), (wang, "test.note"), (li, "test.due")):
        notify(person, template, name="甲", due="明天")
    return wang, li


def unread(person) -> int:
    return Notice.objects.of(person).unread().count()


def test_reading_counts_down_and_can_be_taken_back(inbox):
    wang, _ = inbox
    first, second, _third = Notice.objects.of(wang).values_list("pk", flat=True)
    assert mark_read(wang, first, second) == 2
    assert mark_read(wang, first) == 0
    assert unread(wang) == 1
    assert mark_unread(wang, first) == 1
    assert unread(wang) == 2


def test_nobody_reads_the_messages_of_others(inbox):
    wang, li = inbox
    assert mark_read(li, *Notice.objects.of(wang).values_list("pk", flat=True)) == 0
    assert mark_all_read(li) == 1
    assert unread(wang) == 3


def test_all_read_spares_what_came_after_the_page_was_opened_and_other_kinds(inbox):
    wang, _ = inbox
    newest_seen = Notice.objects.of(wang).first().pk
    notify(wang, "test.note", name="乙", due="后天")
    assert mark_all_read(wang, kind="general", up_to=newest_seen) == 1
    assert unread(wang) == 3
    assert mark_all_read(wang) == 3


def test_messages_are_found_by_word_kind_and_being_unread(inbox):
    wang, _ = inbox
    mine = Notice.objects.of(wang)
    mark_read(wang, mine.filter(kind="general").get().pk)
    assert mine.matching(text="甲").count() == 3
    assert mine.matching(text="乙").count() == 0
    assert mine.matching(kind="task", unread=True).count() == 2
    assert mine.matching(kind="general", unread=True).count() == 0

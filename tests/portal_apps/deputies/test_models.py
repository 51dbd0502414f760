"""What the nouns promise: names, sealed data, who serves on a day."""

from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, transaction

from portal_apps.deputies.models import Body, Mandate, MandateChange, Person, PersonalData
from portal_apps.deputies.numerals import spoken
from portal_apps.deputies.services import edit_person
from portal_apps.deputies.standards import standard
from portal_apps.deputies.states import State


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (101, "一百零一"), (115, "一百一十五")],
)
def test_terms_are_numbered_as_people_say_them(number, said):
    assert spoken(number) == said


def test_a_session_is_addressed_by_term_and_number(city):
    assert str(city.sessions[1]) == "市十六届二次会议"


def test_every_national_list_names_its_standard_and_finds_a_code_by_name():
    for key in ("sex", "nationality", "party", "education", "degree"):
        assert standard(key).number.startswith("GB/T ")
    assert standard("nationality").code_of("回族") == "03"
    assert standard("party").code_of("九三学社社员") == "10"
    assert standard("sex").code_of("女") == "2"
    assert standard("sex").code_of("女士") == ""
    assert len(standard("nationality").entries) == 56


def test_numbers_and_addresses_are_unreadable_in_the_database_and_plain_in_the_program(city):
    held = city.deputy(id_number="11010519491231002x", phone="13800000042", address="望河区永宁路 1 号")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM deputies_personaldata")
        row = " ".join(str(value) for value in cursor.fetchone())
    for secret in ("110105", "13800000042", "永宁路"):
        assert secret not in row
    found = PersonalData.objects.get(person=held.person)
    assert (found.id_number, found.phone) == ("11010519491231002X", "13800000042")
    assert found.shown()["phone"] == "138****0042"
    assert found.shown()["id_number"] == "110*************2X"[:3] + "*" * 13 + "2X"


def test_a_sealed_number_is_found_by_its_whole_value_also_after_the_key_was_changed(city, settings):
    held = city.deputy(id_number="11010519491231002X", phone="13800000042")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-for-this-test"
    assert PersonalData.objects.with_id_number(" 11010519491231002x ").get().person == held.person
    assert PersonalData.objects.with_phone("13800000042").get().person == held.person
    with pytest.raises(FieldError):
        PersonalData.objects.filter(phone="13800000042").first()


def test_who_serves_on_a_day_is_confirmed_begun_and_not_over(city):
    serving = city.deputy("方谷雨")
    city.deputy("甲", State.ELECTED)
    city.deputy("乙", State.SUSPENDED)
    city.deputy("丙", State.TERMINATED)
    city.deputy("丁", ends_on=date(2024, 1, 1))
    city.deputy("戊", starts_on=date(2099, 1, 1))
    assert list(Mandate.objects.serving(date(2026, 11, 23))) == [serving]
    assert {m.person.name for m in Mandate.objects.serving(date(2024, 1, 1))} == {"方谷雨", "丁"}
    assert list(Person.objects.serving()) == [serving.person]
    city.term.until = date(2025, 1, 1)
    city.term.save()
    assert not Mandate.objects.serving(date(2026, 11, 23)).exists()


def test_what_is_valid_on_a_day_includes_both_ends(city):
    Body.objects.create(kind="desk", name="一科", since=date(2026, 1, 1), until=date(2026, 6, 30))
    for day, there in (
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 1),
        (date(2026, 6, 30), 1),
        (date(2026, 7, 1), 0),
    ):
        assert Body.objects.kind("desk").on(day).count() == there


def test_areas_know_which_of_them_belong_together(city):
    assert city.city.related_to(city.wanghe)
    assert city.wanghe.related_to(city.city)
    assert not city.wanghe.related_to(city.qingwu)


def test_what_happened_to_a_mandate_is_changed_by_nobody_not_even_in_the_database(city):
    row = MandateChange.objects.create(
        mandate=city.deputy(), verb="confirm", to_state="confirmed", decided_on=date(2026, 1, 1)
    )
    for attempt in (row.delete, lambda: MandateChange.objects.filter(pk=row.pk).update(note="x")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sbl", ["石白露"]),
        ("SB", ["石白露"]),
        ("sxx", ["单雄信"]),
        ("dx", ["单雄信"]),
        ("bl", []),
        ("mmt", ["买买提·艾力"]),
    ],
)
def test_people_are_found_by_the_initials_of_their_names_in_pinyin(db, typed, found):
    Person.objects.bulk_create(Person(name=name) for name in ("石白露", "单雄信", "买买提·艾力"))
    assert list(Person.objects.matching(text=typed).values_list("name", flat=True)) == found


def test_a_new_name_has_new_initials(city, user_for):
    person = city.deputy("石白露").person
    edit_person(person, by=user_for("congress_staff"), values={"name": "方谷雨"})
    assert Person.objects.matching(text="fgy").get() == person

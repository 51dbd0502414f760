"""A list of deputies comes in: people and mandates, with the paper they stand on; what cannot be is said by row."""

from datetime import date

import pytest

from foundation.audit.models import AuditRecord
from foundation.imports.models import State
from portal_apps.deputies.models import (
    Alert,
    Body,
    Mandate,
    MandateChange,
    Membership,
    Person,
    PersonalData,
    Tag,
    Term,
)

from .conftest import HEAD, line, number_of

pytestmark = pytest.mark.django_db


def said(upload) -> dict:
    return {(one["row"], one["column"]): one["what"] for one in upload.problems}


def test_people_mandates_and_their_paper_are_written(take_in, city, staff):
    upload = take_in(HEAD, line(1), line(2))
    assert upload.state == State.APPLIED
    assert upload.result == {"新登记的人": 2, "新登记的代表资格": 2, "更新的人": 0}
    person = Person.objects.get(name="代表0001")
    assert (person.sex, person.nationality, person.party, person.education) == ("1", "01", "01", "21")
    assert person.born_on == date(1960, 1, 2)  # the identity number knows the day
    assert person.personal.phone == "13900000001"
    assert PersonalData.objects.with_id_number(person.personal.id_number).exists()
    mandate = person.mandates.get()
    assert (mandate.state, mandate.delegation.name, mandate.starts_on) == (
        "confirmed",
        "望河代表团",
        date(2023, 1, 10),
    )
    assert [tag.name for tag in mandate.tags.all()] == ["工人"]
    change = MandateChange.objects.get(mandate=mandate)
    assert (change.verb, change.ground, change.document_number) == ("take_over", "valid", "示例〔2023〕1号")
    assert change.law
    assert AuditRecord.objects.filter(verb="deputies.register", actor=staff).count() == 2
    assert AuditRecord.objects.filter(verb="deputies.take_over").count() == 2


def test_newly_elected_begin_with_the_review_of_credentials(take_in, city):
    take_in(HEAD, line(1), verb="elect")
    mandate = Mandate.objects.get()
    assert (mandate.state, mandate.changes.get().verb, mandate.starts_on) == ("elected", "elect", None)


def test_the_same_list_again_changes_nothing_and_a_change_only_what_differs(take_in, check, city):
    take_in(HEAD, line(1), line(2))
    again = check(HEAD, line(1), line(2))
    assert again.counts == {"create": 0, "update": 0, "unchanged": 2}
    changed = take_in(HEAD, line(1, 工作单位="新单位"), line(2, 手机=None, 工作单位=None))
    assert changed.counts == {"create": 0, "update": 1, "unchanged": 1}
    assert Person.objects.get(name="代表0001").employer == "新单位"
    assert Person.objects.get(name="代表0002").personal.phone == "13900000002"
    assert Alert.objects.get().person.name == "代表0001"
    assert Person.objects.count() == Mandate.objects.count() == 2


def test_a_person_is_found_by_number_or_by_name_and_month(take_in, check, city):
    take_in(HEAD, line(1), line(2, 身份证号=None))
    renamed = check(HEAD, line(1, 姓名="代表改名"))
    assert renamed.counts["update"] == 1
    found = check(HEAD, line(2))
    assert found.counts["update"] == 1
    other = check(HEAD, line(1, 身份证号=number_of(3, date(1960, 1, 3))))
    assert other.counts["create"] == 1
    unknown = check(HEAD, line(1, 身份证号=None, 出生年月=None))
    assert "分不清" in said(unknown)[2, "born_on"]
    older = check(HEAD, line(2, 身份证号=None, 出生年月="1955-01"))
    assert (older.faults, older.counts["create"]) == (0, 1)
    assert "另一个人" in said(older)[2, "name"]


def test_one_person_twice_in_the_file_is_refused(check, city):
    upload = check(
        HEAD,
        line(1),
        line(1, 姓名="另一个名字"),
        line(5, 身份证号=None),
        line(5, 身份证号=None),
    )
    found = said(upload)
    assert "第 2 行" in found[3, "id_number"]
    assert "第 4 行" in found[5, "name"]
    assert upload.faults == 2


def test_number_birthday_and_sex_must_agree(check, city):
    wrong = number_of(1)[:-1] + ("0" if number_of(1)[-1] != "0" else "1")
    upload = check(
        HEAD,
        line(1, 出生年月="1970-02"),
        line(2, 性别="男"),
        line(3, 身份证号=wrong),
        line(4, 身份证号=899999197205010014),
    )
    found = said(upload)
    assert "出生日期不同" in found[2, "born_on"]
    assert "性别不同" in found[3, "sex"]
    assert "校验码" in found[4, "id_number"]
    assert "存成了数字" in found[5, "id_number"]
    assert wrong not in str(upload.problems)


def test_a_deputy_of_an_unrelated_area_is_refused_and_of_another_level_is_normal(take_in, check, city):
    take_in(HEAD, line(1))
    district = Term.objects.create(area=city.wanghe, number=11, since=date(2022, 1, 1))
    other = Term.objects.create(area=city.qingwu, number=11, since=date(2022, 1, 1))
    take_in(HEAD, line(1, 代表团=None), term=district)
    assert Mandate.objects.filter(person__name="代表0001").count() == 2
    upload = check(HEAD, line(1, 代表团=None), term=other)
    assert "没有隶属关系" in said(upload)[2, "name"]
    assert "第四十八条" in upload.problems[0]["cure"]


def test_names_nobody_registered_are_said_by_cell(check, city):
    upload = check(
        [*HEAD, "层次", "届次", "任职", "代表小组"],
        [
            *line(1, 代表团="无此团", 民族="火星", 代表构成="工人、仙人"),
            "县级",
            "第十届",
            "外星委员会委员",
            "一组",
        ],
    )
    found = said(upload)
    assert {column for _, column in found} == {
        "delegation",
        "nationality",
        "structure",
        "level",
        "term",
        "posts",
        "groups",
    }
    assert upload.faults == 1


def test_posts_and_groups_come_with_the_mandate(take_in, check, city):
    committee = Body.objects.create(kind="special_committee", name="城建环保委员会", term=city.term)
    Body.objects.create(kind="deputy_group", name="望河第一小组", term=city.term, parent=city.delegations[0])
    take_in([*HEAD, "任职", "代表小组"], [*line(1), "城建环保委员会委员", "望河第一小组"])
    assert {(post.body.name, post.post) for post in Membership.objects.all()} == {
        (committee.name, "member"),
        ("望河第一小组", "member"),
    }
    again = check([*HEAD, "任职"], [*line(1), "城建环保委员会主任委员"])
    assert "任职" in said(again)[2, "posts"]


def test_a_delegation_is_not_changed_by_a_table(take_in, check, city):
    take_in(HEAD, line(1))
    upload = check(HEAD, line(1, 代表团="青坞"))
    assert "和已经登记的不同" in said(upload)[2, "delegation"]


def test_a_term_that_ended_meanwhile_stops_the_import(check, city):
    upload = check(HEAD, line(1))
    assert upload.faults == 0
    wrong = check(HEAD, line(1), term=Term(pk=10**6))
    assert "届次已经不在" in said(wrong)[2, ""]


def test_tags_of_one_kind_leave_the_other_kind_alone(take_in, city):
    take_in(HEAD, line(1))
    mandate = Mandate.objects.get()
    mandate.tags.add(Tag.objects.get(kind="field", name="法治"))
    take_in(HEAD, line(1, 代表构成="农民"))
    assert {tag.name for tag in mandate.tags.all()} == {"农民", "法治"}

"""The structure of a term: counted rightly, compared, led down to the same people, taken away with a trace."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.rights.table import BY_VERB
from portal_apps.deputies.figures.counting import figures, mandates_of
from portal_apps.deputies.figures.dimensions import BANDS, BY_KEY, ByAge
from portal_apps.deputies.models import Area, Mandate, Tag, Term
from tests.services.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff", display_name="许文澜")


@pytest.fixture
def house(city, staff):
    """Three deputies of the 16th term, one of the 15th; one of the three is terminated."""
    city.term.until = None
    former = Term.objects.create(area=city.city, number=15, since=date(2018, 1, 9), until=date(2023, 1, 9))
    one = city.deputy("甲一", sex="1", id_number="", phone="13900000001")
    two = city.deputy("乙二", sex="2", delegation=city.delegations[1], source="by_election")
    city.deputy("丙三", sex="2", state="terminated")
    old = city.deputy("丁四", sex="1", term=former, delegation=None)
    for mandate, born, party in (
        (one, date(1988, 1, 10), "01"),
        (two, date(1988, 1, 11), "13"),
        (old, None, ""),
    ):
        mandate.person.born_on, mandate.person.party = born, party
        mandate.person.save()
    one.tags.set(Tag.objects.filter(name__in=["工人", "连任"]))
    district = Term.objects.create(area=city.wanghe, number=11, since=date(2022, 1, 1))
    Mandate.objects.create(person=one.person, term=district, state="confirmed")
    return city.term, former


def lines(term, user, former=None) -> dict:
    return {
        (figure.dimension.key, line.label): (line.count, line.former)
        for figure in figures(term, user, former)
        for line in figure.lines
    }


def test_every_dimension_is_counted_beside_the_former_term(house, staff):
    term, former = house
    found = lines(term, staff, former)
    assert found["sex", "男"] == (1, 1)
    assert found["sex", "女"] == (1, 0)  # the terminated one does not count
    assert found["age", "35～39 岁"] == (1, 0)  # 35 on the day the term begins
    assert found["age", "30～34 岁"] == (1, 0)  # a day too young
    assert found["age", "未填"] == (0, 1)
    assert found["party", "中国共产党党员"] == (1, 0)
    assert found["party", "未填"] == (0, 1)
    assert found["structure", "工人"] == found["structure", "连任"] == (1, 0)
    assert found["delegation", "望河代表团"] == (1, 0)
    assert found["delegation", "未编团"] == (0, 1)
    assert found["level", "县级代表"] == (1, 0)
    assert found["source", "补选"] == (1, 0)


def test_every_line_leads_to_as_many_people_as_it_counts(house, staff, client_for):
    term, _ = house
    client = client_for(staff)
    for figure in figures(term, staff):
        for line in figure.lines:
            values = {"term": term.pk, "by": figure.dimension.key, "value": line.value}
            page = client.get("/deputies/figures/people/", values)
            assert page.context["page"].paginator.count == line.count, (figure.dimension.key, line.label)
            assert (
                mandates_of(term, staff).filter(figure.dimension.where(line.value, term)).count()
                == line.count
            )


@given(st.dates(date(1930, 1, 1), date(2004, 12, 31)), st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_birthday_falls_into_the_band_of_its_age(born, day):
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if age < 0:
        return
    term = Term(since=day)
    fitting = []
    for low, _ in BANDS:
        condition = dict(ByAge().where(f"{low:03}", term).children)
        if condition["person__born_on__gt"] < born <= condition["person__born_on__lte"]:
            fitting.append(low)
    assert fitting == [low for low, high in BANDS if low <= age < high]


def test_the_screen_shows_table_and_drawing_and_is_empty_without_a_term(house, city, staff, client_for):
    term, former = house
    client = client_for(staff)
    page = client.get("/deputies/figures/", {"term": term.pk, "former": former.pk}).content.decode()
    assert "中国共产党党员" in page
    assert '<rect class="fg-now" width="100.0"' in page
    assert "style=" not in page.split("<main")[1]
    empty = Term.objects.create(area=Area.objects.create(name="空市", level="municipal"), number=1)
    assert "还没有登记代表" in client.get("/deputies/figures/", {"term": empty.pk}).content.decode()


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_who_may_see_figures_and_export(house, client_for, role):
    term, _ = house
    client = client_for(role)
    may_see = role in BY_VERB["deputies.figures"].holders
    assert client.get("/deputies/figures/").status_code == (200 if may_see else 403)
    assert client.get("/deputies/figures/export/", {"term": term.pk}).status_code == (200 if may_see else 403)
    may_export = role in BY_VERB["deputies.edit"].holders
    answer = client.post("/deputies/figures/people/export/", {"term": term.pk})
    assert answer.status_code == (200 if may_export else 403)


def sheet(answer):
    return load_workbook(io.BytesIO(answer.content)).active


def test_the_list_goes_out_without_personal_columns(house, staff, client_for):
    term, _ = house
    answer = client_for(staff).post(
        "/deputies/figures/people/export/", {"term": term.pk, "by": "sex", "value": "1"}
    )
    rows = list(sheet(answer).iter_rows(values_only=True))
    assert "内部资料" in rows[0][0]
    assert "许文澜" in rows[0][0]
    assert "手机号" not in rows[1]
    assert [row[0] for row in rows[2:]] == ["甲一"]
    told = AuditRecord.objects.get(verb="deputies.export")
    assert told.actor_id == staff.pk
    assert rows[0][0].endswith(str(told.detail).split("watermark': '")[1].split("'")[0])


def test_personal_columns_ask_for_proof_and_a_reason(house, staff, client_for):
    term, _ = house
    client = client_for(staff)
    given = {"term": term.pk, "personal": "1", "reason": "寄送会议材料"}
    session = client.session
    session["_proved_at"] = 0
    session.save()
    question = client.post("/deputies/figures/people/export/", given)
    assert question.status_code == 401
    answered = {**given, "_proof_asked": "1", "_proof_password": PASSWORD}
    answer = client.post("/deputies/figures/people/export/", answered)
    rows = list(sheet(answer).iter_rows(values_only=True))
    assert "13900000001" in {row[rows[1].index("手机号")] for row in rows[2:]}
    assert "13900000001" not in str(list(AuditRecord.objects.values_list("detail", flat=True)))
    refused = client.post("/deputies/figures/people/export/", {**given, "reason": " "}, follow=True)
    assert "为什么要带个人信息" in refused.content.decode()


def test_the_exported_list_comes_in_again_unchanged(house, staff, client_for):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from foundation.imports.kinds import kinds
    from foundation.imports.services import match, receive
    from foundation.jobs.services import run_waiting

    term, _ = house
    client = client_for(staff)
    answer = client.post(
        "/deputies/figures/people/export/", {"term": term.pk, "personal": "1", "reason": "核对"}
    )
    choices = {"term": term.pk, "verb": "elect", "deciding_body": "示例", "document_number": "示例1号"}
    choices["decided_on"] = str(date.today() - timedelta(1))
    upload = receive(
        SimpleUploadedFile("a.xlsx", answer.content), kinds["deputies"], by=staff, choices=choices
    )
    match(upload, upload.columns, by=staff)
    run_waiting()
    upload.refresh_from_db()
    assert (upload.problems, upload.counts) == ([], {"create": 0, "update": 0, "unchanged": 2})


def test_dimensions_have_names_of_their_own():
    assert len({one.name for one in BY_KEY.values()}) == len(BY_KEY)

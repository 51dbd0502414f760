"""Lists come in and go out as CSV: all rows or none, and on record."""

import pytest

from cms.editorial.gate.models import Leader, Term, TermList
from cms.editorial.gate.services import ImportRefused, import_leaders, import_terms
from foundation.audit.models import AuditRecord

CSV = "词,类别,正确写法,说明\n登陆网站,易错,登录网站,网站用登录\n某禁语,禁用,,\n"


@pytest.fixture
def words(office):
    return TermList.objects.create(name="本机关", source="校对手册")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_saved_by_any_spreadsheet_is_taken(office, words, encoding):
    counts = import_terms(CSV.encode(encoding), words, by=office.chief_editor)
    assert counts == {"created": 2, "updated": 0, "unchanged": 0}
    assert Term.objects.get(text="登陆网站").right_form == "登录网站"
    assert AuditRecord.objects.get(verb="gate.termlist.import").actor == office.chief_editor


def test_taking_it_again_changes_only_what_differs(office, words):
    import_terms(CSV.encode(), words, by=office.chief_editor)
    again = import_terms(CSV.replace("网站用登录", "见手册").encode(), words, by=office.chief_editor)
    assert again == {"created": 0, "updated": 1, "unchanged": 1}


@pytest.mark.parametrize(
    ("csv", "why"),
    [
        ("词语,类别\n甲,禁用\n", "缺少列"),
        ("词,类别\n甲,禁止\n", "第 2 行：类别“禁止”不认识"),
        ("词,类别\n甲,禁用\n,禁用\n", "第 3 行"),
        ("词,类别\n甲,禁用,多,余\n", "第 2 行的列多于表头"),
    ],
)
def test_a_bad_table_is_refused_whole_by_line(office, words, csv, why):
    with pytest.raises(ImportRefused, match=why):
        import_terms(csv.encode(), words, by=office.chief_editor)
    assert not words.terms.exists()


def test_editors_do_not_change_lists(office, words):
    with pytest.raises(ImportRefused, match="只有总编"):
        import_terms(CSV.encode(), words, by=office.editor)


def test_leaders_come_in_with_titles_order_and_term_of_office(office):
    csv = "姓名,职务,排序,任职起,依据\n孙明远,市人大常委会主任；党组书记,1,2026-01-20,公告第1号\n"
    import_leaders(csv.encode(), by=office.chief_editor)
    leader = Leader.objects.get()
    assert leader.title_list() == ("市人大常委会主任", "党组书记")
    assert (leader.order, str(leader.since)) == (1, "2026-01-20")
    with pytest.raises(ImportRefused, match="第 2 行：日期"):
        import_leaders(csv.replace("2026-01-20", "元旦").encode(), by=office.chief_editor)

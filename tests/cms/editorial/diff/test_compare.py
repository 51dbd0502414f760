"""A reviewer sees block by block what happened to the text."""

from cms.editorial.diff.compare import changed_rows, compare_pages, compare_units
from cms.editorial.diff.units import Unit, units_of


def kinds(rows):
    return [(row.kind, row.label) for row in rows]


def test_added_removed_changed_and_moved_units_are_told_apart():
    old = [Unit("a", "甲", "一"), Unit("b", "乙", "二"), Unit("c", "丙", "三"), Unit("d", "丁", "四")]
    new = [Unit("c", "丙", "三"), Unit("a", "甲", "一一"), Unit("e", "戊", "五"), Unit("d", "丁", "四")]
    rows = {row.label: row.kind for row in compare_units(old, new)}
    assert rows["甲"] == "changed"
    assert rows["乙"] == "removed"
    assert rows["戊"] == "added"
    assert rows["丁"] == "same"
    assert rows["丙"] in {"moved", "same"}


def test_every_field_and_block_of_an_item_is_compared(office):
    page = office.draft(
        body=[
            ("heading", {"text": "会议议程", "level": "2"}),
            ("rich_text", "<p>听取说明。</p><p>分组审议。</p>"),
            ("quotation", {"text": "人民至上", "by": "某代表"}),
        ]
    )
    units = {unit.label: unit.text for unit in units_of(page)}
    assert units["标题"] == "市人大常委会举行第三十五次会议"
    assert units["来源"] == "办公厅"
    assert units["类别"] == "工作动态"
    assert units["正文"] == "听取说明。\n分组审议。"
    assert units["引文"] == "人民至上\n某代表"
    assert not {"公开地址", "首次发布次序", "别名"} & set(units)


def test_what_changed_between_two_revisions_is_shown(office):
    page = office.draft()
    before = page.latest_revision.as_object()
    page.title = "市人大常委会举行第三十六次会议"
    page.tags.add("会议")
    page.body.append(("heading", {"text": "下一步", "level": "2"}))
    after = page.save_revision(user=office.editor).as_object()
    assert kinds(changed_rows(compare_pages(before, after))) == [
        ("changed", "标题"),
        ("added", "小标题"),
        ("added", "标签"),
    ]


def test_a_first_text_is_all_new(office):
    page = office.draft()
    assert {row.kind for row in compare_pages(None, page)} == {"added"}


def test_a_block_pasted_anew_is_compared_with_the_one_it_replaces():
    old = [Unit("block:1", "正文", "会议听取了三件法规草案的说明。")]
    new = [Unit("block:2", "正文", "会议听取了两件法规草案的说明。"), Unit("block:3", "正文", "散会。")]
    assert kinds(compare_units(old, new)) == [("changed", "正文"), ("added", "正文")]

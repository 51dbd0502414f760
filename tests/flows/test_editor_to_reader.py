"""An editor writes, three people review, a reader reads; what was withdrawn leaves a note."""

TITLE = "市人大常委会听取养老服务工作报告"
TEXT = "会议听取和审议了市人民政府关于养老服务工作情况的报告，提出三条审议意见。"


def test_what_three_people_approved_is_read_found_and_after_withdrawal_explained(town):
    editor, reader = town.desk("editor", name="殷清露"), town.reader()

    number = editor.writes(town.column, title=TITLE, text=TEXT)
    editor.submits(number)
    for stage in ("first_reviewer", "second_reviewer", "final_reviewer"):
        town.desk(stage).approves(number, comment="可以")

    address = editor.sees_live_page(number)
    reader.waits_for(address, 200)
    reader.reads(TEXT)
    reader.searches("养老服务")
    reader.reads(TITLE)

    town.desk("chief_editor").withdraws(number, reason="报告数据有误，核实后重新发布")
    reader.waits_for(address, 410)
    reader.reads(TITLE)
    reader.searches("养老服务")
    assert TITLE not in reader.page.locator("main").inner_text()


def test_nobody_passes_two_stages_and_authors_do_not_review_themselves(town):
    writer = town.desk("editor", "first_reviewer")
    number = writer.writes(town.column, title=TITLE, text=TEXT)
    writer.submits(number)
    writer.may_not_decide(number, why="要由别人来审")

    both = town.desk("first_reviewer", "second_reviewer")
    both.approves(number)
    both.may_not_decide(number, why="由三个人来审")

    town.desk("second_reviewer").sends_back(number, comment="第三条意见写全")
    writer.open("/admin/")
    writer.is_told("第三条意见写全")


def test_personal_data_stops_an_approval(town):
    editor = town.desk("editor")
    number = editor.writes(town.column, title=TITLE, text=TEXT + "联系人手机 13800138000。")
    editor.submits(number)
    reviewer = town.desk("first_reviewer")
    reviewer.approves(number)
    reviewer.is_told("手机")

    reviewer.sends_back(number, comment="删去手机号码")
    editor.rewrites(number, TEXT)
    editor.submits(number)
    reviewer.approves(number)
    town.desk("second_reviewer").approves(number)

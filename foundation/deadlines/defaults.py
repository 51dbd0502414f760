"""The rules a new installation starts with, each with the text it rests on. An office changes them on a screen."""

from foundation.rulebook.defaults import Default

YU = "《河南省人大代表建议、批评和意见办理办法》（2017）"
YU_SUPERVISION = "《河南省实施〈监督法〉办法》（2015）"
BEIJING = "参照北京市备案审查法规（2024）"
NATIONAL = "《全国人民代表大会和地方各级人民代表大会代表法》"
ORGANIC = "《地方组织法》"
ZHENGZHOU_2001 = "《郑州市地方立法条例》（2001，现行条例施行后请核对）"
PUYANG = "参照濮阳市立法条例（2017）"
JIAOZUO = "参照焦作市立法条例（2017）"
HANGZHOU = "参照杭州市立法条例（2016）"


SUGGESTIONS = [
    Default(
        "suggestion.reply_months",
        "答复代表",
        "3",
        "months",
        f"{NATIONAL}第五十一条；{YU}第二十条",
        note="法定上限，自交办之日起",
    ),
    Default(
        "suggestion.reply_extended_months",
        "答复代表（涉及面广、处理难度大）",
        "6",
        "months",
        f"{NATIONAL}第五十一条；{YU}第二十条",
        note="法定上限，仍自交办之日起",
    ),
    Default(
        "suggestion.recess_assign_wd",
        "闭会期间收到建议后交办",
        "10",
        "working_days",
        "参照重庆市办理代表建议的规定（2017）第十三条；本省未规定",
    ),
    Default(
        "suggestion.return_wd",
        "承办单位提出退回",
        "10",
        "working_days",
        f"{YU}第十四条",
        note="书面，写明理由",
    ),
    Default("suggestion.reassign_wd", "退回后重新确定承办单位", "10", "working_days", f"{YU}第十四条"),
    Default("suggestion.assist_months", "协办单位提出意见", "2", "months", f"{YU}第十八条"),
    Default("suggestion.evaluate_wd", "代表评价答复", "10", "working_days", f"{YU}第二十二条"),
    Default("suggestion.redo_months", "不满意的重新办理", "1", "months", f"{YU}第二十二条"),
    Default("suggestion.unit_report_due", "承办单位报送年度办理情况", "08-31", "date", f"{YU}第二十八条"),
    Default(
        "suggestion.publish_wd",
        "答复公开",
        "20",
        "working_days",
        "参照安徽省做法（2015）；郑州市为当年十月底前",
    ),
    Default(
        "suggestion.silence_policy",
        "催告后仍不评价的",
        "exclude",
        "choice",
        "参照重庆市办理代表建议的规定（2017）第二十九条",
        note="每份统计报告都写明用的是哪一种",
        options={"exclude": "不计入满意率的分母", "satisfied": "视为满意"},
    ),
    Default(
        "suggestion.extension_needs_approval",
        "延长答复期限要审批",
        "false",
        "flag",
        f"{YU}第二十条：由承办单位向代表说明",
    ),
    Default(
        "suggestion.waiver_enabled",
        "代表可以选择不需要书面答复",
        "false",
        "flag",
        f"默认关闭：书面答复是{NATIONAL}第五十一条规定的",
    ),
]
MEETINGS = [
    Default("motion.min_sponsors", "联名提出议案的最少代表人数", "10", "count", f"{ORGANIC}第二十二条"),
    Default(
        "sc_bill.min_members", "向常委会联名提出议案的最少组成人员人数", "5", "count", f"{ORGANIC}第五十二条"
    ),
    Default("meeting.max_gap_months", "常委会会议最长间隔", "2", "months", f"{ORGANIC}第五十一条"),
    Default(
        "station.notice_days",
        "联络站接待代表公告提前",
        "3",
        "days",
        "参照各地联络站工作规范（提前二至三天）",
        direction="before",
    ),
]
LEGISLATION = [
    Default(
        "law.paper_days",
        "常委会会议文件送达提前",
        "7",
        "days",
        f"{ZHENGZHOU_2001}第二十三条",
        direction="before",
    ),
    Default(
        "law.submit_days", "法规案在会议前提出", "30", "days", f"{HANGZHOU}第二十六条", direction="before"
    ),
    Default(
        "law.consult_days", "公开征求意见不少于", "30", "days", "《河南省地方立法条例》（2024）第四十九条"
    ),
    Default(
        "law.committee_months", "专门委员会初审", "6", "months", f"{JIAOZUO}第三十三条、{PUYANG}第三十五条"
    ),
    Default(
        "law.second_reading_months",
        "一审后法制委员会统一审议",
        "6",
        "months",
        f"{PUYANG}第三十六条、{JIAOZUO}第三十六条",
    ),
    Default("law.lapse_years", "搁置审议满几年终止", "2", "years", f"{ZHENGZHOU_2001}第三十五条"),
    Default("law.approval_months", "省人大常委会审查批准", "4", "months", "《立法法》第八十一条"),
    Default("law.record_days", "公布后报备案", "30", "days", "《立法法》第一百零九条"),
    Default("law.city_to_province_days", "市报省备案", "15", "days", f"{HANGZHOU}第五十一条"),
    Default(
        "law.readings", "审议次数", "2", "count", f"{ZHENGZHOU_2001}第二十四、二十五条；{PUYANG}第三十七条"
    ),
]
REVIEW = [
    Default(
        "nd.file_days",
        "规范性文件公布后报送备案",
        "30",
        "days",
        f"{YU_SUPERVISION}第五十一条；{BEIJING}第十一条",
    ),
    Default("nd.form_check_days", "形式审查", "10", "days", f"{BEIJING}第十二条"),
    Default("nd.dispatch_wd", "分送有关委员会", "5", "working_days", f"{BEIJING}第二十二条"),
    Default(
        "nd.committee_days",
        "委员会提出审查意见",
        "30",
        "days",
        f"{BEIJING}第二十三条；{YU_SUPERVISION}第五十四条",
    ),
    Default("nd.review_months", "主动审查", "3", "months", f"{BEIJING}第二十三条"),
    Default(
        "nd.organ_answer_days",
        "制定机关答复审查意见",
        "30",
        "days",
        f"{BEIJING}第二十九条；{YU_SUPERVISION}第五十六条",
    ),
]
SUPERVISION = [
    Default(
        "report.committee_days",
        "专项工作报告送专门委员会提前",
        "20",
        "days",
        "《监督法》第十五条",
        direction="before",
    ),
    Default(
        "report.sc_days", "专项工作报告送常委会提前", "10", "days", "《监督法》第十五条", direction="before"
    ),
    Default(
        "report.member_days",
        "专项工作报告发组成人员提前",
        "7",
        "days",
        "《监督法》第十五条",
        direction="before",
    ),
    Default(
        "opinion.send_days", "会后送交审议意见", "10", "days", f"{YU_SUPERVISION}第十一、二十、三十、四十四条"
    ),
    Default(
        "opinion.answer_months",
        "研究处理审议意见并书面报告",
        "3",
        "months",
        f"{YU_SUPERVISION}第十一、二十、三十、四十四条",
    ),
    Default(
        "opinion.answer_budget_months",
        "研究处理审议意见并书面报告（预算、审计）",
        "2",
        "months",
        f"{YU_SUPERVISION}第十一、二十、三十、四十四条",
    ),
]
COUNTING = [
    Default(
        "calendar.workdays",
        "工作日按什么算",
        "table",
        "choice",
        "国务院办公厅关于每年部分节假日安排的通知",
        options={"table": "工作日历（含放假和调休）", "weekdays": "只看周一到周五"},
    ),
    Default(
        "duedate.roll_holiday",
        "最后一天是节假日的顺延",
        "true",
        "flag",
        "《民法典》第二百零三条（参照）",
        note="关掉以后，各规则自己的顺延方式都不起作用",
    ),
    Default(
        "calendar.remind_from",
        "从哪天起提醒载入下一年放假安排",
        "11-01",
        "date",
        "国务院办公厅的通知一般在十一月公布",
        counted=False,
    ),
    Default("warning.responsible_delay_days", "亮灯后几天提醒责任人", "0", "count", "采购需求 1.2 期限预警"),
    Default(
        "warning.superior_delay_days",
        "亮灯后几天提醒上级",
        "1",
        "count",
        "采购需求 1.2 期限预警；天数为默认值",
    ),
    Default(
        "warning.administrator_delay_days",
        "亮灯后几天抄送管理员",
        "2",
        "count",
        "采购需求 1.2 期限预警；天数为默认值",
    ),
]
PARTS = {
    "代表建议": SUGGESTIONS,
    "议案、会议和联络站": MEETINGS,
    "立法": LEGISLATION,
    "备案审查": REVIEW,
    "监督": SUPERVISION,
    "计算和提醒": COUNTING,
}

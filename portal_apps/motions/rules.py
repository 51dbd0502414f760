"""Numbers and words this app stands on, each with its source; an office changes them on the screen of rules."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

CHONGQING = "参照重庆市办理代表建议的规定（2017）第十八条"
SHANGHAI = "参照上海市办理代表议案的规定（2015）第十五条"

DEFAULTS = [
    Default("suggestion.contact_wd", "承办单位首次联系代表", "20", "working_days", CHONGQING),
    Default(
        "suggestion.promise_days",
        "承诺到期以前几天截止",
        "0",
        "days",
        "《河南省人大代表建议、批评和意见办理办法》（2017）第二十三条",
        direction="before",
        note="0：承诺的那一天就是截止日",
        counted=True,
    ),
    Default("motion.committee_months", "立案议案的委员会提出报告", "3", "months", SHANGHAI),
    Default("motions.title_most", "标题最多几个字", "60", "count", OUR_DEFAULT, least=10, most=120),
    Default("motions.text_least", "正文至少几个字", "100", "count", OUR_DEFAULT, least=0, most=1000),
    Default("motions.text_most", "正文最多几个字", "5000", "count", OUR_DEFAULT, least=500, most=50_000),
    Default(
        "motions.sign_proof",
        "签发答复时再核对一次密码或者验证码",
        "true",
        "flag",
        OUR_DEFAULT,
        note="十几分钟内核对过的不再问",
    ),
    Default("motions.attachments_most", "一件最多几个附件", "10", "count", OUR_DEFAULT, least=1, most=50),
    Default(
        "motions.sitting_minutes",
        "一次写作算多少分钟",
        "30",
        "count",
        OUR_DEFAULT,
        note="同一个人在这段时间里的自动保存，在过程里记一次",
        least=1,
        most=480,
    ),
    Default(
        "motions.history_minutes",
        "写作中每几分钟留一稿可以恢复",
        "2",
        "count",
        OUR_DEFAULT,
        least=1,
        most=60,
    ),
    Default("motions.at_once", "成批办理：多于几件交后台办", "20", "count", OUR_DEFAULT, least=1, most=200),
    Default("motions.many_most", "成批办理：一次最多几件", "500", "count", OUR_DEFAULT, least=20, most=2000),
    Default(
        "motions.export_at_once", "导出：多于几件交后台做", "500", "count", OUR_DEFAULT, least=10, most=5000
    ),
    Default(
        "motions.word_list_most",
        "导出 Word 清单最多几件",
        "2000",
        "count",
        OUR_DEFAULT,
        least=100,
        most=20_000,
    ),
    Default("motions.export_days", "导出的文件留几天", "7", "days", OUR_DEFAULT, least=1, most=90),
]

"""Numbers this app stands on, each with its source; an office changes them on the screen of rules."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

DEFAULTS = [
    Default(
        "deputies.unexcused_absences",
        "未经批准不出席会议几次提醒核实",
        "2",
        "count",
        "《代表法》第六十二条第（三）项",
        note="只提醒，不自动终止资格",
        least=2,
        most=2,
    ),
    Default(
        "deputies.lookups_per_day",
        "一位代表一天最多看几个人的联系方式",
        "20",
        "count",
        "《个人信息保护法》第六条：限于实现处理目的的最小范围；次数为默认值",
        least=1,
        most=200,
    ),
    Default(
        "deputies.rehearsal_days",
        "换届预演几天以内可以提出",
        "7",
        "count",
        OUR_DEFAULT,
        note="超过的要重新预演：这几天里名单可能有变动",
        least=1,
        most=60,
    ),
    Default("deputies.document_mb", "资格文件最大多少 MB", "20", "count", OUR_DEFAULT, least=1, most=200),
]

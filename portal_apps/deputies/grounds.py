"""Why a mandate may change: each ground with the article of law that names it."""

from dataclasses import dataclass

DEPUTIES = "《代表法》"
ELECTION = "《选举法》"


@dataclass(frozen=True)
class Ground:
    """`decided_by` says in words whose decision the document must hold."""

    key: str
    name: str
    law: str
    decided_by: str


ELECTED = (
    Ground(
        "election", "换届选举当选", "《地方组织法》第八条", "选举单位的人民代表大会；县级、乡级是选区选民"
    ),
    Ground(
        "by_election", "补选当选", f"{ELECTION}第五十七条", "选举单位的人民代表大会，闭会期间是它的常务委员会"
    ),
)
REVIEWED = (Ground("review", "代表资格审查", f"{ELECTION}第四十七条", "代表资格审查委员会"),)
VALID = (Ground("valid", "代表资格有效", f"{ELECTION}第四十七条", "常务委员会根据代表资格审查委员会的报告"),)
INVALID = (
    Ground("invalid", "当选无效", f"{ELECTION}第四十七条", "常务委员会根据代表资格审查委员会的报告"),
    Ground("died_before", "确认以前去世", f"{ELECTION}第四十七条", "常务委员会根据代表资格审查委员会的报告"),
)
SUSPENDED = (
    Ground(
        "custody",
        "因刑事案件被羁押，正在受侦查、起诉、审判",
        f"{DEPUTIES}第六十一条第（一）项",
        "代表资格审查委员会向常务委员会报告",
    ),
    Ground(
        "sentence",
        "被判处管制、拘役或者有期徒刑而没有附加剥夺政治权利，正在服刑",
        f"{DEPUTIES}第六十一条第（二）项",
        "代表资格审查委员会向常务委员会报告",
    ),
)
RESTORED = (
    Ground(
        "cause_ended",
        "暂停的情形消失，恢复执行代表职务",
        f"{DEPUTIES}第六十一条",
        "代表资格审查委员会向常务委员会报告",
    ),
)
ENDED = (
    Ground(
        "left_area",
        "迁出或者调离本行政区域",
        f"{DEPUTIES}第六十二条第（一）项",
        "代表资格审查委员会报告，常务委员会公告",
    ),
    Ground(
        "resigned",
        "辞职（含责令辞职）被接受",
        f"{DEPUTIES}第六十二条第（二）项；{ELECTION}第五十五条",
        "选出该代表的人民代表大会的常务委员会接受，常务委员会公告",
    ),
    Ground(
        "absent_twice",
        "未经批准两次不出席本级人民代表大会会议",
        f"{DEPUTIES}第六十二条第（三）项",
        "代表资格审查委员会报告，常务委员会公告",
    ),
    Ground(
        "recalled",
        "被罢免",
        f"{DEPUTIES}第六十二条第（四）项；{ELECTION}第五十一条至第五十三条",
        "选出该代表的人民代表大会，闭会期间是它的常务委员会",
    ),
    Ground(
        "lost_nationality",
        "丧失中华人民共和国国籍",
        f"{DEPUTIES}第六十二条第（五）项",
        "代表资格审查委员会报告，常务委员会公告",
    ),
    Ground(
        "lost_political_rights",
        "依照法律被剥夺政治权利",
        f"{DEPUTIES}第六十二条第（六）项",
        "代表资格审查委员会报告，常务委员会公告",
    ),
    Ground(
        "lost_capacity",
        "丧失行为能力",
        f"{DEPUTIES}第六十二条第（七）项",
        "代表资格审查委员会报告，常务委员会公告",
    ),
    Ground("died", "去世", f"{DEPUTIES}第六十二条第（八）项", "代表资格审查委员会报告，常务委员会公告"),
)
MOVED = (
    Ground(
        "moved_within",
        "在本行政区域内变动工作单位、代表团或者小组",
        f"{DEPUTIES}第六十二条第（一）项：没有迁出或者调离，资格不变",
        "代表工作机构或者代表团",
    ),
)
NOT_PROVEN = (
    Ground("not_proven", "经核实不终止", f"{DEPUTIES}第六十三条", "代表资格审查委员会或者常务委员会"),
)
MISTAKE = (Ground("mistake", "登记有误", "登记要与生效文件一致", "经办人说明，附正确的文件"),)

GROUNDS = (
    *ELECTED,
    *REVIEWED,
    *VALID,
    *INVALID,
    *SUSPENDED,
    *RESTORED,
    *ENDED,
    *MOVED,
    *NOT_PROVEN,
    *MISTAKE,
)
BY_KEY = {ground.key: ground for ground in GROUNDS}

"""Every figure: what it counts, what it is a part of, on which text it rests, and the same in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

HENAN = "《河南省人大代表建议、批评和意见办理办法》"
DEPUTIES = "《代表法》"
ORGANIC = "《地方组织法》"


@dataclass(frozen=True)
class Figure:
    """Counts rows of `Fact` that fulfil `of(today)`: items, or the parts of one unit. `part_of` is the key of its
    denominator, '' for none; where people who did not evaluate matter, `silence` says so."""

    key: str
    name: str
    of: Callable[[date], Q]
    means: str
    source: str = ""
    part_of: str = ""
    kind: str = "suggestion"
    silence: bool = False

    def counted(self, today: date) -> Q:
        return Q(kind=self.kind) & self.of(today)


def _is(**said: object) -> Callable[[date], Q]:
    return lambda today: Q(**said)


ASSIGNED = Q(assigned_on__isnull=False)
ANSWERED = Q(answered_on__isnull=False)
JUDGED = ANSWERED & ~Q(result="")


def _overdue(today: date) -> Q:
    return ASSIGNED & Q(answered_on=None, due_on__lt=today)


def _due(today: date) -> Q:
    return ANSWERED | _overdue(today)


def _count(key: str, name: str, of: Callable[[date], Q] | Q, means: str, **more) -> Figure:
    return Figure(key, name, (lambda today: of) if isinstance(of, Q) else of, means, **more)


REPLY = f"{DEPUTIES}第五十一条；{HENAN}第二十条"
JUDGE = f"{HENAN}第二十二条"
KEEP = f"{HENAN}第二十三条、第二十七条"
FIGURES = (
    _count("filed", "提出", Q(), "代表正式提出的建议，退回修改还没有再提出的不算", source=f"{DEPUTIES}第二十四条、第三十六条"),
    _count("in_session", "会议期间提出", Q(in_session=True), "大会期间提出的", part_of="filed"),
    _count("in_recess", "闭会期间提出", Q(in_session=False), "大会以后提出的，计入最近一次会议", part_of="filed"),
    _count("numbered", "受理编号", Q(numbered=True), "审查以后编了号的；并案的各有编号，也算", source=f"{HENAN}第十一条", part_of="filed"),
    _count("letter", "作来信处理", Q(state="letter"), "不属于建议，作代表来信转办的", part_of="filed"),
    _count("merged", "并案", Q(state="merged"), "并入另一件一起办理的", source=f"{HENAN}第二十一条", part_of="numbered"),
    _count("withdrawn", "撤回", Q(state="withdrawn"), "代表书面撤回的", part_of="filed"),
    _count("from_motion", "由议案转来", Q(converted=True), "主席团决定由议案转为建议的", source=f"{ORGANIC}第二十二条", part_of="filed"),
    _count("repeated", "多年多次提出", ~Q(repeated=""), "代表注明连续两年以上提过、还没有解决的", part_of="filed"),
    _count("assigned", "交办", ASSIGNED, "交给承办单位的；撤回的不算", source=f"{HENAN}第十二条、第十三条"),
    _count("answered", "已答复", ANSWERED, "该答复的单位都答复了的；几个单位分别办理的，都答复了才算", source=REPLY, part_of="assigned"),
    _count("due", "到期应答复", _due, "已经答复的，加上期限过了还没有答复的；延期的按延长后的期限", source=REPLY, part_of="assigned"),
    _count("in_time", "按期答复", ANSWERED & Q(in_time=True), "首次答复的日期不晚于期限；重新交办的自新的交办日算", source=REPLY, part_of="due"),
    _count("late", "逾期答复", ANSWERED & Q(in_time=False), "答复了，但是晚于期限", source=REPLY, part_of="due"),
    _count("overdue", "逾期未答复", _overdue, "期限过了，到今天还没有答复", source=REPLY, part_of="due"),
    _count("extended", "延期", Q(extended=True), "答复期限延长过的", source=f"{HENAN}第二十条", part_of="assigned"),
    _count("contacted", "联系过代表", ANSWERED & Q(contacted=True), "答复的单位都和代表联系过，包括电话和网上", source=f"{HENAN}第十九条第二款", part_of="answered"),
    _count("in_person", "当面沟通", ANSWERED & Q(in_person=True), "答复的单位都走访、面商、座谈或者邀请代表调研过；电话和网上的不算", source=f"{HENAN}第十九条第二款", part_of="answered"),
    _count("asked_back", "申请退回", Q(asked_back=True), "有单位提出不该由它办的", source=f"{HENAN}第十四条", part_of="assigned"),
    _count("given_back", "改由别的单位办", Q(given_back=True), "退回申请得到同意的", source=f"{HENAN}第十四条", part_of="asked_back"),
    _count("urged", "催办过", Q(urged=True), "被催办一次以上的", source=f"{HENAN}第二十四条", part_of="assigned"),
    *(
        _count(f"letter_{letter.lower()}", f"{letter} 类", ANSWERED & Q(letter=letter), means, source=f"{HENAN}第十九条", part_of="answered")
        for letter, means in (
            ("A", "所提问题已经解决"), ("B", "正在解决，或者列入计划限期解决；要有承诺"),
            ("C", "确实不能解决或者属于上级职权，作了说明"), ("D", "其他"),
        )
    ),
    _count("judged", "已评价", JUDGED, "领衔代表本人评价过，或者录入本人签名的评价表；以最后一次为准", source=JUDGE, part_of="answered", silence=True),
    _count("unjudged", "未评价", ANSWERED & Q(result=""), "答复了，代表还没有评价；不算满意，也不算不满意", source=JUDGE, part_of="answered", silence=True),
    *(
        _count(f"{axis}_{short}", f"{name}{word}", JUDGED & Q(**{axis: grade}), means, source=JUDGE, part_of="judged", silence=True)
        for axis, name in (("result", "结果"), ("attitude", "态度"))
        for grade, short, word, means in (
            ("satisfied", "good", "满意", "代表评为满意；几个单位的，以评得最低的为准"),
            ("basically_satisfied", "fair", "基本满意", "代表评为基本满意，没有一个单位不满意"),
            ("dissatisfied", "bad", "不满意", "最后一次评价有不满意的；要写明理由"),
        )
    ),
    _count("redo", "重新办理", Q(redo=True), "代表第一次不满意，重新办过或者正在重新办", source=JUDGE, part_of="answered"),
    _count("assessed", "组织评估", Q(assessed=True), "第二次仍不满意，组织单位和专家评估的", source=f"{JUDGE}第三款", part_of="redo"),
    _count("promised", "有承诺", Q(promises__gt=0), "答复里有承诺事项的；承诺的项数见落实率", source=KEEP, part_of="answered"),
    _count("kept", "有承诺兑现", Q(kept__gt=0), "至少一项承诺兑现并有证明的", source=KEEP, part_of="promised"),
    _count("explained", "有承诺说明未兑现", Q(explained__gt=0), "至少一项承诺没有兑现、向代表作了说明的", source=KEEP, part_of="promised"),
    _count("broken", "有承诺过期", lambda today: Q(promise_due_on__lt=today), "至少一项承诺过了期限，既没有兑现也没有说明", source=KEEP, part_of="promised"),
    _count("key", "重点督办", Q(key=True), "主任会议确定重点督办的", source=f"{HENAN}第十五条、第二十五条", part_of="assigned"),
    _count("closed", "办结", Q(state="closed"), "每个单位都办完、评价或者登记未评价以后办结的", source=f"{HENAN}第二十四条", part_of="assigned"),
    _count("motions", "议案", Q(), "十名以上代表联名提出的议案", source=f"{ORGANIC}第二十二条", kind="motion"),
    _count("motions_taken", "立案、列入议程", Q(state__in=("on_agenda", "accepted_for_followup", "voted", "closed")), "主席团决定列入议程或者会后办理的", source=f"{ORGANIC}第二十二条", part_of="motions", kind="motion"),
    _count("motions_converted", "转为建议", Q(state="converted"), "主席团决定转为建议的，建议里另有一件", source=f"{ORGANIC}第二十二条", part_of="motions", kind="motion"),
)  # fmt: skip
BY_KEY = {figure.key: figure for figure in FIGURES}


@dataclass(frozen=True)
class Rate:
    """`part` of `whole`, both keys of figures; `aside` are figures that stand beside it, so that nothing is hidden."""

    key: str
    name: str
    part: str
    whole: str
    aside: tuple[str, ...] = ()
    silent: str = ""  # a figure that counts as good where the office's rule says so


RATES = (
    Rate("in_time", "按期答复率", "in_time", "due", ("late", "overdue")),
    Rate("contact", "面商率", "in_person", "answered", ("contacted",)),
    Rate(
        "satisfied", "满意率", "result_good", "judged", ("result_fair", "result_bad", "unjudged"), "unjudged"
    ),
    Rate("attitude", "态度满意率", "attitude_good", "judged", ("attitude_fair", "attitude_bad"), "unjudged"),
    Rate("answered", "办结率", "answered", "assigned", ("overdue",)),
)
#: what a line of a breakdown shows, in this order
COLUMNS: tuple[str, ...] = (
    "filed",
    "assigned",
    "answered",
    "in_time",
    "late",
    "overdue",
    "in_person",
    "judged",
    "result_good",
)
COLUMNS += ("result_fair", "result_bad", "unjudged", "redo", "given_back", "broken")
FUNNEL = ("assigned", "answered", "judged", "result_good")

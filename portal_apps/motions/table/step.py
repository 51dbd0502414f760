"""One row of the table: who may do what from where to where, on which rule, with which clocks and messages."""

from dataclasses import dataclass

from ..states import HandlingState, ItemState, Kind, PromiseState

NEW = ""  # there is nothing yet
SAME = "same"  # the state stays
BOTH = (Kind.SUGGESTION.value, Kind.MOTION.value)
SUGGESTION, MOTION = (Kind.SUGGESTION.value,), (Kind.MOTION.value,)
ITEM, HANDLING, PROMISE = "item", "handling", "commitment"
STATES = {ITEM: ItemState, HANDLING: HandlingState, PROMISE: PromiseState}
SUBJECTS = {ITEM: "议案建议", HANDLING: "承办", PROMISE: "承诺事项"}


@dataclass(frozen=True)
class Effect:
    """On the clock `key` of `clocks.CLOCKS`, when the step ends in one of `to` (empty: wherever it ends)."""

    act: str  # start, stop, restart
    key: str
    to: tuple[str, ...] = ()


def starts(*keys: str, to: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    return tuple(Effect("start", key, to) for key in keys)


def stops(*keys: str, to: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    return tuple(Effect("stop", key, to) for key in keys)


def restarts(*keys: str, to: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    return tuple(Effect("restart", key, to) for key in keys)


@dataclass(frozen=True)
class Step:
    """`right` is a verb of the table of rights; `*.write` is suggestions.write or motions.write by the kind, and
    `suggestions.accept|motions.register` names both. `to` has several ends where the case decides. `who`: "lead" or
    "co" only such a sponsor, "sponsor" either, all of them also through 代录. `needs` may not be empty, `takes` may be given.
    `tells` are groups of `telling.GROUPS`. `when` says where it applies.
    """

    key: str
    name: str
    subject: str
    sources: tuple[str, ...]
    to: tuple[str, ...]
    right: str
    rule: str
    kinds: tuple[str, ...] = SUGGESTION
    who: str = ""
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    clocks: tuple[Effect, ...] = ()
    tells: tuple[str, ...] = ()
    when: str = ""
    note: str = ""

    def right_for(self, kind: str) -> str:
        area = f"{kind}s"
        if self.right.startswith("*."):
            return f"{area}{self.right[1:]}"
        rights = self.right.split("|")
        return next((right for right in rights if right.startswith(f"{area}.")), rights[0])

    @property
    def rights(self) -> tuple[str, ...]:
        """Of every kind it is for."""
        return tuple(dict.fromkeys(self.right_for(kind) for kind in self.kinds))

    def ends(self, state: str) -> tuple[str, ...]:
        """Where it may lead from a state."""
        return tuple(state if end == SAME else end for end in self.to)

    def state_name(self, state: str) -> str:
        return {NEW: "（没有）", SAME: "不变"}.get(state) or str(STATES[self.subject](state).label)


HENAN = "《河南省人大代表建议、批评和意见办理办法》"
DEPUTIES = "《代表法》"
ORGANIC = "《地方组织法》"
SHANGHAI = "参照上海市关于代表建议的规定"
CHONGQING = "参照重庆市代表建议工作条例"
SHANGHAI_MOTIONS = "参照上海市关于代表议案的规定"

FIELDS = {
    "reason": "理由",
    "title": "标题",
    "text": "正文",
    "about": "其他各栏",
    "deputies": "代表",
    "sponsor": "联名代表",
    "file": "文件",
    "where": "到哪里去办",
    "into": "并入哪一件",
    "category": "分类",
    "units": "承办单位和办理方式",
    "unit": "承办单位",
    "grounds": "理由",
    "suggested_unit": "认为应由谁办",
    "desk": "办理岗位",
    "person": "谁办",
    "task": "办什么",
    "due_on": "期限",
    "sub": "哪一项分办",
    "result": "办理情况",
    "form": "方式",
    "on": "日期",
    "sponsors": "和哪些代表",
    "notes": "情况",
    "letter": "答复内容",
    "promise": "承诺什么",
    "responsible": "谁负责",
    "sentence": "答复中的原句",
    "commitment": "哪一项承诺",
    "until": "延到哪一天",
    "explained_on": "哪一天向代表说明",
    "granted": "同不同意",
    "publicity": "公开方式",
    "summary": "公开摘要",
    "redactions": "要隐去的文字",
    "attitude": "对办理态度的评价",
    "grade": "对办理结果的评价",
    "reasons": "不满意的理由和具体要求",
    "participants": "参加的单位和专家",
    "opinion": "意见",
    "disposal": "处理情况",
    "outcome": "落实情况",
    "evidence": "证明材料",
    "consulted": "征求了谁的意见",
    "decision": "决定和文号",
    "decided_on": "决定日期",
    "chosen": "是否确定",
    "supervisor": "督办机构",
    "leader": "牵头领导",
    "report": "报告",
    "words": "内容",
    "committee": "委员会",
    "organ": "会后由谁办",
    "passed": "是否通过",
    "vote": "表决结果",
    "override": "逾期准予的理由",
    "document": "文件",
}
FILE_FIELDS = {"file", "document", "evidence"}  # of these

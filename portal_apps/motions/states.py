"""The words of this app's states. From which to which, by which verb: `table`."""

from django.db import models


class Kind(models.TextChoices):
    SUGGESTION = "suggestion", "建议"
    MOTION = "motion", "议案"


class ItemState(models.TextChoices):
    """Of both kinds; which kind knows which state: `STATES_OF`."""

    DRAFT = "draft", "草稿"
    COSIGNING = "cosigning", "联名中"
    DELEGATION_CHECK = "delegation_check", "代表团核对"
    SECRETARIAT_REVIEW = "secretariat_review", "大会秘书处审查"
    COMMISSION_REVIEW = "commission_review", "代表工委审查"
    RETURNED = "returned_for_revision", "退回修改"
    LETTER = "letter", "作代表来信处理"
    MERGED = "merged", "已并案"
    ACCEPTED = "accepted", "已受理"
    CLASSIFIED = "classified", "已分类"
    PROPOSED = "assignment_proposed", "已拟承办单位"
    ASSIGNED = "assigned", "已交办"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    SUBMITTED = "submitted", "已提出，待登记"
    REGISTERED = "registered", "已登记"
    UNDER_REVIEW = "under_review", "委员会审议中"
    ON_AGENDA = "on_agenda", "列入本次会议议程"
    FOLLOWED_UP = "accepted_for_followup", "立案，会后办理"
    CONVERTED = "converted", "转为建议"
    VOTED = "voted", "已表决"


class HandlingState(models.TextChoices):
    PROPOSED = "proposed", "拟交办"
    AT_OFFICE = "at_office", "待政府办公厅分办"
    ASSIGNED = "assigned", "已交办，待签收"
    ACCEPTED = "accepted", "已签收"
    RETURN_REQUESTED = "return_requested", "申请退回"
    RETURNED = "returned", "同意退回，待重新确定单位"
    HANDLING = "handling", "办理中"
    OPINED = "opined", "协办意见已提出"
    DRAFTED = "drafted", "答复拟稿"
    SIGNED = "signed", "答复已签发"
    REPLIED = "replied", "已答复，待评价"
    REDO = "redo", "重新办理"
    ASSESSMENT = "assessment", "组织评估"
    DISPOSING = "disposing", "按评估意见处理"
    TRACKING = "tracking", "跟踪落实承诺"
    DONE = "done", "办理完毕"
    CANCELLED = "cancelled", "终止办理"


class PromiseState(models.TextChoices):
    OPEN = "open", "未到期或未兑现"
    FULFILLED = "fulfilled", "已兑现"
    EXPLAINED = "explained", "已说明未能兑现"


BOTH = ("draft", "cosigning", "delegation_check", "returned_for_revision", "withdrawn", "closed")
MOTION_ONLY = (
    "submitted",
    "registered",
    "under_review",
    "on_agenda",
    "accepted_for_followup",
    "converted",
    "voted",
)
STATES_OF = {
    Kind.MOTION.value: (*BOTH, *MOTION_ONLY),
    Kind.SUGGESTION.value: tuple(one for one in ItemState.values if one not in MOTION_ONLY),
}
PRIVATE = ("draft", "cosigning", "returned_for_revision")  # with the sponsors: nobody else reads it
WORKING = ("assigned", "accepted", "handling", "drafted", "signed")  # in the hands of a unit
ENDED = ("done", "cancelled", "opined")

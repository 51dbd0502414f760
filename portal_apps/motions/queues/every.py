"""Every queue of the house, in the order of the way of a case."""

from . import rows
from .queue import Queue

HANDLE, ASSIGN, SUPERVISE = "suggestions.handle", "suggestions.assign", "suggestions.supervise"
PROPOSE = {"accepted": "propose_units", "classified": "propose_units", "assignment_proposed": "assign"}

QUEUES = (
    Queue(
        "drafts",
        "草稿和退回修改的",
        "suggestions.cosign",
        rows.drafts,
        turns={"returned_for_revision": "edit"},
    ),
    Queue("cosign", "请您联名", "suggestions.cosign", rows.to_cosign, turns="cosign"),
    Queue("evaluate", "请您评价答复", "suggestions.evaluate", rows.to_evaluate, "evaluate", "evaluate"),
    Queue(
        "evaluate_promise",
        "请您评价落实",
        "suggestions.evaluate",
        rows.promises_to_judge,
        turns="evaluate_promise",
    ),
    Queue(
        "check",
        "代表团核对",
        "suggestions.check",
        rows.items("suggestions.check", "delegation_check"),
        turns="pass_check",
    ),
    Queue(
        "check_motions",
        "代表团核对议案",
        "motions.check",
        rows.items("motions.check", "delegation_check", kind="motion"),
        turns="pass_check",
    ),
    Queue(
        "review",
        "受理",
        "suggestions.accept",
        rows.items("suggestions.accept", "secretariat_review", "commission_review"),
        "assign",
        "accept",
    ),
    Queue("assign", "交办", ASSIGN, rows.items(ASSIGN, *PROPOSE), "assign", PROPOSE, ("assign", "classify")),
    Queue(
        "returns",
        "退回申请",
        ASSIGN,
        rows.returns,
        "reassign",
        {"return_requested": "grant_return", "returned": "reassign"},
    ),
    Queue("extensions", "延期申请", ASSIGN, rows.extensions, "reply", "decide_extension"),
    Queue(
        "dispatch",
        "分办",
        "suggestions.sub_assign",
        rows.handlings("suggestions.sub_assign", "at_office"),
        "reply",
        "dispatch",
    ),
    Queue(
        "pass_return", "转报退回", "suggestions.sub_assign", rows.returns_to_pass, "reassign", "pass_return"
    ),
    Queue(
        "sign_for", "签收", HANDLE, rows.handlings(HANDLE, "assigned"), "return", "sign_for", ("sign_for",)
    ),
    Queue("contact", "联系代表", HANDLE, rows.answering(HANDLE, "accepted"), "contact", "contact"),
    Queue(
        "reply",
        "答复",
        HANDLE,
        rows.answering(HANDLE, "accepted", "handling", "drafted", "signed"),
        "reply",
        {"handling": "draft_reply", "signed": "deliver_reply"},
    ),
    Queue("assist", "提协办意见", HANDLE, rows.assisting(HANDLE, "accepted", "handling"), "assist", "opine"),
    Queue(
        "redo",
        "重新办理",
        HANDLE,
        rows.handlings(HANDLE, "redo", "disposing"),
        "redo",
        {"redo": "draft_reply", "disposing": "dispose"},
    ),
    Queue(
        "sign_reply",
        "签发答复",
        "suggestions.sign_reply",
        rows.handlings("suggestions.sign_reply", "drafted"),
        "reply",
        "sign_reply",
    ),
    Queue("promises", "兑现承诺", HANDLE, rows.promises, "promise", "fulfil"),
    Queue("watch", "盯着答复", "suggestions.urge", rows.to_watch, "reply", bulk=("urge",)),
    Queue("silent", "过了期限没有评价", SUPERVISE, rows.silent, "evaluate", "note_silence"),
    Queue("assessments", "组织评估", SUPERVISE, rows.handlings(SUPERVISE, "assessment"), turns="assess"),
    Queue("close", "办结", "suggestions.publish", rows.to_close, turns="close"),
    Queue("key", "定重点督办", "suggestions.choose_key", rows.key_proposed, turns="decide_key"),
    Queue(
        "register",
        "登记议案",
        "motions.register",
        rows.items("motions.register", "submitted", kind="motion"),
        turns="register",
    ),
    Queue(
        "refer",
        "送委员会审议",
        "motions.register",
        rows.items("motions.register", "registered", kind="motion"),
        turns="refer",
    ),
    Queue("opinion", "提审议意见", "motions.review", rows.to_opine, turns="give_opinion"),
    Queue(
        "decide",
        "决定议案",
        "motions.decide",
        rows.items("motions.decide", "registered", "under_review", kind="motion"),
        turns={"under_review": "put_on_agenda"},
    ),
)
BY_KEY = {queue.key: queue for queue in QUEUES}

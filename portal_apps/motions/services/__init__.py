"""The verbs: one for each row of the table, one file each. `acting` is what they share."""

from .acting import Signed
from .assigning.add_unit import add_unit
from .assigning.admit_late_return import admit_late_return
from .assigning.assign import assign
from .assigning.classify import classify
from .assigning.decide_return import grant_return, refuse_return
from .assigning.dispatch import dispatch
from .assigning.finish_sub import finish_sub
from .assigning.object_to_unit import object_to_unit
from .assigning.pass_return import pass_return
from .assigning.places import Place
from .assigning.propose_units import propose_units
from .assigning.reassign import reassign
from .assigning.request_return import request_return
from .assigning.sign_for import sign_for
from .assigning.sub_assign import sub_assign
from .checking.accept import accept
from .checking.merge import merge
from .checking.pass_check import pass_check
from .checking.return_check import return_check
from .checking.return_for_revision import return_for_revision
from .checking.treat_as_letter import treat_as_letter
from .export import export_items
from .judging.assess import assess
from .judging.dispose import dispose
from .judging.end_tracking import end_tracking
from .judging.evaluate import evaluate
from .judging.evaluate_promise import evaluate_promise
from .judging.explain import explain
from .judging.fulfil import fulfil
from .judging.note_silence import note_silence
from .letters.template import TemplateRefused, end_template, upload_template
from .many import ask_many
from .motions.close_motion import close_motion
from .motions.convert import convert
from .motions.follow_up import follow_up
from .motions.give_opinion import give_opinion
from .motions.put_on_agenda import put_on_agenda
from .motions.record_vote import record_vote
from .motions.refer import refer
from .motions.register import register
from .motions.report_followup import report_followup
from .motions.set_cutoff import set_cutoff
from .replying.approve_publicity import approve_publicity
from .replying.ask_extension import ask_extension
from .replying.change_promise import change_promise
from .replying.contact import contact
from .replying.decide_extension import decide_extension
from .replying.deliver_reply import deliver_reply
from .replying.dismiss import dismiss
from .replying.draft_reply import Letter, draft_reply
from .replying.drop_promise import drop_promise
from .replying.opine import opine
from .replying.promise import promise
from .replying.send_back_reply import send_back_reply
from .replying.sign_reply import sign_reply
from .supervising.close import close
from .supervising.comment import comment
from .supervising.decide_key import decide_key
from .supervising.follow import follow, unfollow
from .supervising.instruct import instruct
from .supervising.propose_key import propose_key
from .supervising.publish import publish
from .supervising.report_key import report_key
from .supervising.urge import urge
from .writing.agree_withdrawal import agree_withdrawal
from .writing.attach import attach
from .writing.cosign import cosign
from .writing.decline import decline
from .writing.edit import edit
from .writing.invite import invite
from .writing.step_back import step_back
from .writing.submit import submit
from .writing.uninvite import uninvite
from .writing.withdraw import withdraw
from .writing.write import write

__all__ = [
    "Letter",
    "Place",
    "Signed",
    "TemplateRefused",
    "accept",
    "add_unit",
    "admit_late_return",
    "agree_withdrawal",
    "approve_publicity",
    "ask_extension",
    "ask_many",
    "assess",
    "assign",
    "attach",
    "change_promise",
    "classify",
    "close",
    "close_motion",
    "comment",
    "contact",
    "convert",
    "cosign",
    "decide_extension",
    "decide_key",
    "decline",
    "deliver_reply",
    "dismiss",
    "dispatch",
    "dispose",
    "draft_reply",
    "drop_promise",
    "edit",
    "end_template",
    "end_tracking",
    "evaluate",
    "evaluate_promise",
    "explain",
    "export_items",
    "finish_sub",
    "follow",
    "follow_up",
    "fulfil",
    "give_opinion",
    "grant_return",
    "instruct",
    "invite",
    "merge",
    "note_silence",
    "object_to_unit",
    "opine",
    "pass_check",
    "pass_return",
    "promise",
    "propose_key",
    "propose_units",
    "publish",
    "put_on_agenda",
    "reassign",
    "record_vote",
    "refer",
    "refuse_return",
    "register",
    "report_followup",
    "report_key",
    "request_return",
    "return_check",
    "return_for_revision",
    "send_back_reply",
    "set_cutoff",
    "sign_for",
    "sign_reply",
    "step_back",
    "sub_assign",
    "submit",
    "treat_as_letter",
    "unfollow",
    "uninvite",
    "upload_template",
    "urge",
    "withdraw",
    "write",
]

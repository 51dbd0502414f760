"""Every verb with a payload that fits, and who may do it: one table for the matrix and for random courses.

A person is the key of a role (`deputy` is a stranger to the item), or one of `lead`, `co`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from portal_apps.motions import services as do
from portal_apps.motions.models import Category, Item

from .house import REASON, SOLVED, TEXT, House, handed_in

LEAD, CO = {"lead"}, {"co"}
STAFF, OFFICE = {"congress_staff"}, {"government_office"}
RECEIVING = {"congress_staff", "session_secretariat"}
SECRETARIAT, DELEGATION = {"session_secretariat"}, {"delegation_staff"}
HANDLER, HEAD = {"unit_handler"}, {"unit_head"}
COUNCIL, COMMITTEE = {"council_member"}, {"committee_staff"}


@dataclass(frozen=True)
class Tried:
    do: Callable[[House, Any, Any], Any]
    who: set[str]


class NothingToName(Exception):
    """The act needs something that is not there: a screen would show nothing to choose."""


def _last(rows):
    found = rows.last()
    if found is None:
        raise NothingToName
    return found


def _presidium(verb) -> Tried:
    return Tried(lambda h, t, u: verb(t, by=u, decision="主席团第 1 号", decided_on=localdate()), COUNCIL)


def _reasoned(verb, who: set[str]) -> Tried:
    return Tried(lambda h, t, u: verb(t, by=u, reason=REASON), who)


def _plain(verb, who: set[str]) -> Tried:
    return Tried(lambda h, t, u: verb(t, by=u), who)


def _into(h: House, t: Item, u) -> Item:
    other = Item.objects.filter(state__in=("accepted", "assigned")).exclude(pk=t.pk).first()
    return do.merge(t, by=u, into=other or t, reason=REASON)


def _other_unit(h: House, t):
    return h.union if t.unit_id != h.union.pk else h.court


GRADES = {"attitude": "satisfied", "grade": "satisfied"}
ACTS: dict[str, Tried] = {
    "write": Tried(lambda h, t, u: do.write(h.deputies(1)[0], "suggestion", by=u, title="题目"), LEAD),
    "edit": Tried(lambda h, t, u: do.edit(t, by=u, text={**TEXT, "analysis": f"第{t.version}稿"}), LEAD),
    "attach": Tried(lambda h, t, u: do.attach(t, by=u, file=handed_in(u)), LEAD),
    "invite": Tried(lambda h, t, u: do.invite(t, by=u, deputies=h.deputies(3)[1:]), LEAD),
    "uninvite": Tried(
        lambda h, t, u: do.uninvite(t, by=u, sponsor=_last(t.sponsors.filter(role="co"))), LEAD
    ),
    "cosign": _plain(do.cosign, CO),
    "decline": _plain(do.decline, CO),
    "step_back": _plain(do.step_back, CO),
    "submit": Tried(lambda h, t, u: do.submit(t, by=u, warned=True), LEAD),
    "agree_withdrawal": _plain(do.agree_withdrawal, CO),
    "withdraw": Tried(lambda h, t, u: do.withdraw(t, by=u, reason=REASON, decision="主席团同意"), LEAD),
    "pass_check": _plain(do.pass_check, DELEGATION),
    "return_check": _reasoned(do.return_check, DELEGATION),
    "return_for_revision": _reasoned(do.return_for_revision, RECEIVING),
    "treat_as_letter": Tried(
        lambda h, t, u: do.treat_as_letter(t, by=u, reason=REASON, where="信访局"), RECEIVING
    ),
    "merge": Tried(_into, RECEIVING),
    "accept": _plain(do.accept, RECEIVING),
    "classify": Tried(
        lambda h, t, u: do.classify(t, by=u, category=Category.objects.earliest("pk")), RECEIVING
    ),
    "propose_units": Tried(
        lambda h, t, u: do.propose_units(t, by=u, units=[do.Place(h.court), do.Place(h.transport, "assist")]),
        RECEIVING,
    ),
    "assign": _plain(do.assign, RECEIVING),
    "object": _reasoned(do.object_to_unit, LEAD | CO),
    "add_unit": Tried(
        lambda h, t, u: do.add_unit(t, by=u, units=[do.Place(h.finance, "assist")], reason=REASON),
        RECEIVING,
    ),
    "dispatch": _plain(do.dispatch, OFFICE),
    "sign_for": _plain(do.sign_for, HANDLER),
    "request_return": Tried(lambda h, t, u: do.request_return(t, by=u, grounds="不归我们"), HANDLER),
    "admit_late_return": Tried(
        lambda h, t, u: do.admit_late_return(t, by=u, grounds="不归", override="晚了"), STAFF
    ),
    "pass_return": Tried(lambda h, t, u: do.pass_return(t, by=u, opinion="属实"), OFFICE),
    "grant_return": Tried(lambda h, t, u: do.grant_return(t, by=u, decision="同意"), RECEIVING),
    "refuse_return": Tried(lambda h, t, u: do.refuse_return(t, by=u, decision="不同意"), RECEIVING),
    "reassign": Tried(lambda h, t, u: do.reassign(t, by=u, unit=_other_unit(h, t), reason=REASON), RECEIVING),
    "sub_assign": Tried(lambda h, t, u: do.sub_assign(t, by=u, desk=h.desk), HEAD),
    "finish_sub": Tried(lambda h, t, u: do.finish_sub(t, by=u, sub=_last(t.subs), result="办完"), HANDLER),
    "contact": Tried(
        lambda h, t, u: do.contact(
            t, by=u, form="talk", on=localdate(), sponsors=list(t.item.sponsors.confirmed()), notes="谈了"
        ),
        HANDLER,
    ),
    "opine": Tried(lambda h, t, u: do.opine(t, by=u, opinion="同意安排"), HANDLER),
    "draft_reply": Tried(lambda h, t, u: do.draft_reply(t, by=u, letter=SOLVED), HANDLER),
    "promise": Tried(
        lambda h, t, u: do.promise(
            t, by=u, promise="完工", due_on=localdate() + timedelta(90), responsible="工程科"
        ),
        HANDLER,
    ),
    "drop_promise": Tried(
        lambda h, t, u: do.drop_promise(t, by=u, commitment=_last(t.commitments), reason="重复"), HANDLER
    ),
    "dismiss": Tried(lambda h, t, u: do.dismiss(t, by=u, sentence="将于年内完工。"), HANDLER),
    "send_back_reply": _reasoned(do.send_back_reply, HEAD),
    "sign_reply": _plain(do.sign_reply, HEAD),
    "deliver_reply": _plain(do.deliver_reply, HANDLER),
    "ask_extension": Tried(
        lambda h, t, u: do.ask_extension(t, by=u, reason="面广", explained_on=localdate()), HANDLER
    ),
    "decide_extension": Tried(
        lambda h, t, u: do.decide_extension(t, by=u, granted=True, reason="同意"), RECEIVING
    ),
    "approve_publicity": Tried(lambda h, t, u: do.approve_publicity(t, by=u, publicity="full"), STAFF),
    "evaluate": Tried(lambda h, t, u: do.evaluate(t, by=u, **GRADES), LEAD),
    "note_silence": _reasoned(do.note_silence, STAFF | COMMITTEE),
    "assess": Tried(
        lambda h, t, u: do.assess(t, by=u, on=localdate(), participants="专家", opinion="再办"),
        STAFF | COMMITTEE,
    ),
    "dispose": Tried(lambda h, t, u: do.dispose(t, by=u, disposal="办了"), HANDLER),
    "end_tracking": _plain(do.end_tracking, STAFF | COMMITTEE),
    "fulfil": Tried(lambda h, t, u: do.fulfil(t, by=u, outcome="建成", evidence=[handed_in(u)]), HANDLER),
    "explain": Tried(lambda h, t, u: do.explain(t, by=u, outcome="资金没有到位"), HANDLER),
    "evaluate_promise": Tried(lambda h, t, u: do.evaluate_promise(t, by=u, **GRADES), LEAD),
    "propose_key": _reasoned(do.propose_key, STAFF),
    "decide_key": Tried(
        lambda h, t, u: do.decide_key(
            t, by=u, chosen=True, decision="第 2 号", decided_on=localdate(), supervisor=h.committee
        ),
        COUNCIL,
    ),
    "report_key": Tried(lambda h, t, u: do.report_key(t, by=u, report="督办情况"), STAFF | COMMITTEE),
    "urge": Tried(lambda h, t, u: do.urge(t, by=u, words="请抓紧"), STAFF | COMMITTEE),
    "instruct": Tried(lambda h, t, u: do.instruct(t, by=u, words="认真办"), COUNCIL),
    "comment": Tried(
        lambda h, t, u: do.comment(t, by=u, words="进展如何"), LEAD | CO | HANDLER | HEAD | STAFF
    ),
    "publish": Tried(lambda h, t, u: do.publish(t, by=u, publicity="full"), STAFF),
    "close": _plain(do.close, STAFF),
    "register": _plain(do.register, SECRETARIAT),
    "refer": Tried(lambda h, t, u: do.refer(t, by=u, committee=h.committee), SECRETARIAT),
    "give_opinion": Tried(lambda h, t, u: do.give_opinion(t, by=u, opinion="可以办"), COMMITTEE),
    "put_on_agenda": _presidium(do.put_on_agenda),
    "follow_up": Tried(
        lambda h, t, u: do.follow_up(t, by=u, decision="第 1 号", decided_on=localdate(), organ=h.committee),
        COUNCIL,
    ),
    "convert": _presidium(do.convert),
    "record_vote": Tried(lambda h, t, u: do.record_vote(t, by=u, vote="赞成 300", passed=True), SECRETARIAT),
    "report_followup": Tried(lambda h, t, u: do.report_followup(t, by=u, report="办完"), STAFF),
    "close_motion": _plain(do.close_motion, STAFF),
}
WITHIN_OTHERS = {"hand_out", "cancel", "receive_converted"}

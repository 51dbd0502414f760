"""What the deputy says, what follows, and what becomes of promises."""

from datetime import timedelta

from ..models import Assessment, Attachment, Comment, Evaluation, Instruction, KeySupervision, Redo
from . import words
from .handling import Part, contact, reply
from .life import Life, Over

SILENT = "评价期限已过，催告两次没有回复。"


def judge(part: Part) -> None:
    """The lead of each item answered, by the plan's grade."""
    life = part.life
    if life.plan.grade == "waiting":
        raise Over
    if life.plan.grade == "silent":
        life.on(life.book.due(part.handling, "evaluate") + timedelta(life.rng.randint(5, 15)))
        part.act("note_silence", life.person("congress_staff"), to=_end(part), reason=SILENT)
        return
    again = life.plan.grade in ("redo", "twice", "redoing")
    for speaker in (*life.merged, life):
        grade = "dissatisfied" if again and speaker is life else _grade(life)
        last = speaker is life
        _evaluate(part, speaker, grade, "redo" if last and again else _end(part) if last else "replied")
    if again:
        _again(part)


def _grade(life: Life) -> str:
    return life.plan.grade if life.plan.grade in ("satisfied", "basically_satisfied") else "satisfied"


def _evaluate(part: Part, speaker: Life, grade: str, to: str) -> Evaluation:
    life = part.life
    at = life.later(1, 8)
    attitude = "satisfied" if grade == "satisfied" or life.may_happen(0.6) else "basically_satisfied"
    made = Evaluation(
        handling=part.handling, item=speaker.item, sponsor=speaker.sponsors[0], round=part.round, attitude=attitude,
        result=grade, reasons=life.rng.choice(words.NOT_SATISFIED) if grade == "dissatisfied" else "", at=at,
    )  # fmt: skip
    life.book.add(made)
    said = {"evaluation": made, "round": part.round, "of": speaker.item}
    part.act("evaluate", speaker.lead, to=to, detail=said)
    return made


def _end(part: Part) -> str:
    held = part.life.book.promised[id(part.handling)]
    return "tracking" if any(one.state == "open" for one in held) else "done"


def _again(part: Part) -> None:
    """Done once more; who is not satisfied then either gets an assessment."""
    life = part.life
    life.book.add(Redo(handling=part.handling, demands=words.NOT_SATISFIED[0], asked_on=life.today))
    part.round = 2
    contact(part)
    if life.plan.grade == "redoing":
        raise Over
    reply(part, life.book.due(part.handling, "redo") - timedelta(life.rng.randint(1, 9)), "solved")
    if life.plan.grade == "redo":
        _evaluate(part, life, "satisfied", _end(part))
        return
    _evaluate(part, life, "dissatisfied", "assessment")
    if life.may_happen(0.3):
        raise Over
    life.later(5, 15)
    staff = life.person("congress_staff")
    opinion = "现场措施有效，但没有按答复的时间完成，应当明确完成日期并每月报告。"
    made = Assessment(
        handling=part.handling, held_on=life.today, participants="代表工委、督查室、两名专家、社区居民代表",
        opinion=opinion, by=staff,
    )  # fmt: skip
    life.book.add(made)
    part.act("assess", staff)
    made.disposed_at = life.later(8, 20)
    made.disposal = "已按评估意见明确完成日期，并向代表当面说明。"
    part.act("dispose", part.clerk, to=_end(part))


def keep_promises(part: Part, evidence: dict[str, object]) -> None:
    """Those due are kept, explained, or left open; then the tracking ends. Of one of fate `kept` nobody has said yet
    what they think of it."""
    life = part.life
    unsaid = life.plan.fate == "kept"
    for one in life.book.promised[id(part.handling)]:
        outcome = "fulfil" if unsaid else life.rng.choices(("fulfil", "explain", ""), (68, 12, 20))[0]
        day = one.due_on + timedelta(life.rng.randint(-15, 4))
        if not outcome:
            raise Over
        one.settled_at = life.on(day)
        document = None
        if outcome == "fulfil":
            one.outcome = f"已经完成：{one.promise}。现场照片附后。"
            document = life.book.add(
                Attachment(
                    item=life.item, handling=part.handling, commitment=one, role="evidence", by=part.clerk, at=life.at,
                    **evidence,
                )
            )  # fmt: skip
        else:
            one.outcome = "受管线迁改影响，工期推迟，新的完成时间已向代表说明。"
        life.book.act(outcome, one, life.at, part.clerk, document=document)
        if unsaid:
            raise Over
        if life.may_happen(0.7):
            _second_word(part, one, outcome)
    life.later(2, 9)
    part.act("end_tracking", life.person("congress_staff"))


def _second_word(part: Part, one, outcome: str) -> None:
    life = part.life
    good = outcome == "fulfil"
    made = Evaluation(
        handling=part.handling, item=life.item, sponsor=life.sponsors[0], round=one.reply.round, commitment=one,
        attitude="satisfied", result="satisfied" if good else "basically_satisfied", at=life.later(1, 8),
    )  # fmt: skip
    life.book.add(made)
    life.book.act("evaluate_promise", one, life.at, life.lead, detail={"evaluation": made})


def supervise(life: Life) -> None:
    """Chosen as one of the key ones, a month after the assignment."""
    council, staff = life.person("council_member"), life.person("congress_staff")
    names = ("城市建设环境保护委员会", "教育科学文化卫生委员会", "农业与农村委员会", "社会建设委员会")
    reason = "群众反映集中，涉及几个部门，列入重点督办有利于推动解决。"
    key = KeySupervision(item=life.item, reason=reason, consulted="领衔代表、承办单位", proposed_by=staff)
    key.proposed_at = life.later(0, 3)
    life.book.add(key)
    life.book.act("propose_key", life.item, life.at, staff, reason=reason)
    if life.plan.key == "proposed":
        raise Over
    life.later(5, 12)
    key.chosen, key.decision, key.decided_on, key.decided_by = (
        True,
        "主任会议纪要第 3 号",
        life.today,
        council,
    )
    key.supervisor, key.leader = life.cast.bodies[life.rng.choice(names)], "高守一"
    said = {"chosen": True, "supervisor": key.supervisor_id}
    life.book.act("decide_key", life.item, life.at, council, detail=said)
    text = "请主要负责人到现场，月底前报进展。"
    life.book.add(Instruction(item=life.item, text=text, by=council, at=life.later(1, 5)))
    life.book.act("instruct", life.item, life.at, council)
    key.report, key.reported_by = (
        "到现场督办两次，主要措施已经落实，剩余工程按期推进。",
        life.person("committee_staff"),
    )
    key.reported_at = life.later(60, 100)
    life.book.act("report_key", life.item, life.at, key.reported_by)


def talk(part: Part) -> None:
    """A question of the deputy, an answer of the unit."""
    life = part.life
    asked, answered = life.rng.choice(words.TALK)
    first = Comment(item=life.item, handling=part.handling, text=asked, by=life.lead, at=life.later(1, 6))
    life.book.add(first)
    life.book.act("comment", life.item, life.at, life.lead, detail={"comment": first})
    second = Comment(
        item=life.item, handling=part.handling, text=answered, by=part.clerk, at=life.later(0, 2)
    )
    life.book.add(second)
    life.book.act("comment", life.item, life.at, part.clerk, detail={"comment": second})

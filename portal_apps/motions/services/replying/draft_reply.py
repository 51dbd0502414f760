"""Write the reply, or write on."""

from dataclasses import asdict, dataclass, field

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...case_letters import title_of
from ...models import Commitment, Handling, Publicity, Reply, Situation
from ..acting import Act, perform

ELSEWHERE = "您打开这一页以后，这份拟稿在别的地方又保存过。两边写的都在下面，合在一起再保存。"


@dataclass(frozen=True)
class Letter:
    """What a unit writes; columns of `Reply`. `body` is a list of {"heading": "", "text": ""}."""

    body: list[dict[str, str]] = field(default_factory=list)
    situation: str = ""
    title: str = ""
    document_number: str = ""
    assist_note: str = ""
    contact_unit: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    copies: str = ""
    publicity: str = Publicity.FULL
    publicity_reason: str = ""
    public_summary: str = ""


def draft_reply(handling: Handling, *, by: User, letter: Letter, seen: int | None = None) -> Handling:
    """The class follows from the situation (豫建议第十九条). One that was sent back goes on as the next version, with
    its promises. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if not act.thing.answers:
            raise Refused("协办单位把意见告诉主办单位，由主办单位统一答复（《河南省办法》第十八条）。")
        _assert_written(letter)
        last = act.thing.replies.last()
        reply = last if last and last.state == Reply.State.DRAFT else _next(act, last)
        for name, value in asdict(letter).items():
            setattr(reply, name, value)
        reply.title = letter.title.strip() or title_of(act.item, again=act.thing.round > 1)
        reply.contact_unit = letter.contact_unit or act.thing.unit.name
        reply.written_by = by
        reply.classify()
        reply.save()
        if last and last.state == Reply.State.REPLACED:
            Commitment.objects.filter(reply=last).update(reply=reply)
        act.detail |= {"reply": reply.pk, "round": reply.round, "class": reply.result_class}

    done = perform("draft_reply", handling, by=by, change=change, seen=seen, letter=letter)
    if not says_the_same(letter, done.replies.last()):  # another page of the same person saved meanwhile
        raise Refused(ELSEWHERE)
    return done


def says_the_same(letter: Letter, reply: Reply | None) -> bool:
    """Whether saving would change nothing."""
    if reply is None or reply.state != Reply.State.DRAFT:
        return False
    given = asdict(letter)
    given["title"] = given["title"].strip() or title_of(reply.handling.item, again=reply.round > 1)
    given["contact_unit"] = given["contact_unit"] or reply.contact_unit
    return all(value == getattr(reply, name) for name, value in given.items())


def _next(act: Act, last: Reply | None) -> Reply:
    round_ = act.thing.round
    number = last.number + 1 if last and last.round == round_ else 1
    return Reply(handling=act.thing, round=round_, number=number)


def _assert_written(letter: Letter) -> None:
    if not any(part.get("text", "").strip() for part in letter.body):
        raise Refused("请写答复的正文。")
    if letter.situation not in Situation.values:
        raise Refused("请选办理结果属于哪种情形（《河南省办法》第十九条）。")
    if letter.publicity not in Publicity.values:
        raise Refused("请选公开方式。")
    if letter.publicity != Publicity.FULL and not letter.publicity_reason.strip():
        raise Refused("不公开、只公开摘要的，请写明理由。")
    if letter.publicity == Publicity.SUMMARY and not letter.public_summary.strip():
        raise Refused("只公开摘要的，请写摘要。")

"""From a case to what goes on paper: the letter of a reply to one sponsor, the opinion of an assisting unit."""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from foundation.documents.blocks import Block, Paragraph
from foundation.documents.paper import Paper
from foundation.documents.text import chinese_date

from .letters.letter import ReplyLetter, reply_title
from .letters.reading import blocks_of_parts, blocks_of_text
from .models import AssistOpinion, Item, Reply, Sponsor


def title_of(item: Item, *, again: bool = False) -> str:
    """What a reply is called unless the unit calls it otherwise."""
    session = item.session.number if item.in_session and item.session else None
    place = item.term.area.short or item.term.area.name
    number = item.number or ""
    named = f"{number}建议" if number.startswith("第") else number
    return reply_title(place, item.term.number, session, named, again=again)


def letter_for(reply: Reply, sponsor: Sponsor) -> ReplyLetter:
    """As it stands now; unsigned ones say so. For a merged item: of that item, in the words of the one reply."""
    item, unit = sponsor.item, reply.handling.unit
    same = item.pk == reply.handling.item_id
    note: tuple[Block, ...] = ()
    if reply.assist_note:
        note = (Paragraph(f"协办单位意见：{reply.assist_note}"),)
    return ReplyLetter(
        title=reply.title if same else title_of(item, again=reply.round > 1),
        deputy=sponsor.mandate.person.name,
        subject=item.title,
        body=(*blocks_of_parts(reply.body), *note),
        unit=unit.name,
        item_number=item.number or "（未编号）",
        address=settings.WAGTAILADMIN_BASE_URL + reverse("motions:case", args=[item.pk]),
        result=reply.result_class,
        document_number=reply.document_number,
        signer=reply.signed_by.get_full_name() if reply.signed_by else "",
        signed_on=reply.signed_on,
        contact_unit=reply.contact_unit,
        contact_person=reply.contact_person,
        contact_phone=reply.contact_phone,
        copies=reply.copies,
        head=unit.name,
    )


def opinion_paper(opinion: AssistOpinion) -> Paper:
    """To the lead unit, in writing (豫建议第十八条)."""
    item = opinion.handling.item
    main = item.handlings.filter(role="main").select_related("unit").first()
    day = localdate(opinion.at)
    number = item.number or ""
    return Paper(
        title=f"关于{number if number.startswith('第') else f'第{number}号'}建议的协办意见",
        under=f"{opinion.handling.unit}　{chinese_date(day)}",
        blocks=(
            Paragraph(f"{main.unit if main else '主办单位'}："),
            Paragraph(f"关于“{item.title}”，提出协办意见如下："),
            *blocks_of_text(opinion.text),
        ),
        made_on=day,
        author=opinion.handling.unit.name,
    )

"""Writing a letter; what is out is kept as it was."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from foundation.documents import paper as papers
from foundation.documents.rules import limits_in_force
from foundation.rights.refusals import Refused

from ...case_letters import letter_for, opinion_paper
from ...letters import pdf, word
from ...models import AssistOpinion, Delivery, LetterFile, LetterTemplate, Reply, Sponsor

FORMS = LetterFile.Form
CHANGED = "存下的文件和送达时的不一致，没有给出。请告诉系统管理员。"


def draft_file(reply: Reply, sponsor: Sponsor, form: str) -> tuple[bytes, str]:
    """(the file, characters that no font here can print) of a reply that is not out yet.

    Raises DocumentError with what to do.
    """
    letter, limits = letter_for(reply, sponsor), limits_in_force()
    if form == FORMS.PDF:
        made = pdf.write(letter, limits)
        return made.data, made.missing
    letter.assert_fits(limits)
    return word.write(letter, template_of(reply.handling.unit)), ""


def template_of(unit) -> bytes | None:
    """The unit's own, if it has one."""
    own = LetterTemplate.objects.filter(unit=unit, ended_at=None).first()
    if own is None:
        return None
    with own.file.open("rb") as content:
        return content.read()


def kept_letter(delivery: Delivery, form: str) -> LetterFile:
    """The letter as it went to this sponsor: made once, from then on the same bytes. Raises DocumentError."""
    done = delivery.files.filter(form=form).first()
    if done is not None:
        return done
    data, missing = draft_file(delivery.reply, delivery.sponsor, form)
    return _keep({"delivery": delivery}, form, data, missing)


def kept_opinion(opinion: AssistOpinion, form: str) -> LetterFile:
    """The same for what an assisting unit told the lead unit. Raises DocumentError."""
    done = opinion.files.filter(form=form).first()
    if done is not None:
        return done
    paper, limits = opinion_paper(opinion), limits_in_force()
    if form == FORMS.PDF:
        made = papers.as_pdf(paper, limits)
        return _keep({"opinion": opinion}, form, made.data, made.missing)
    return _keep({"opinion": opinion}, form, papers.as_word(paper, limits), "")


@transaction.atomic
def _keep(of: dict, form: str, data: bytes, missing: str) -> LetterFile:
    """Two who make it at once get the first one's."""
    (thing,) = of.values()
    type(thing).objects.select_for_update().get(pk=thing.pk)
    done = LetterFile.objects.filter(form=form, **of).first()
    if done is not None:
        return done
    made = LetterFile(
        form=form, size=len(data), digest=hashlib.sha256(data).hexdigest(), missing=missing[:200], **of
    )
    made.file.save("letter", ContentFile(data), save=False)
    made.save()
    return made


def content_of(kept: LetterFile) -> bytes:
    """Raises Refused when it is not what it was."""
    with kept.file.open("rb") as content:
        data = content.read()
    if hashlib.sha256(data).hexdigest() != kept.digest:
        raise Refused(CHANGED)
    return data

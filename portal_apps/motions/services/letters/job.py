"""Letters are made as soon as they are out, so that they are kept as they were then."""

from typing import Any

from foundation.documents.errors import DocumentError, PdfUnavailable
from foundation.jobs.errors import JobError
from foundation.jobs.registry import JobKind, register_kind
from foundation.jobs.services.enqueue import enqueue

from ...models import AssistOpinion, Delivery, LetterFile, Reply
from .make import kept_letter, kept_opinion

LETTERS = "motions.letters"


def make_later(thing: Reply | AssistOpinion) -> None:
    """In the transaction that sends it."""
    kind = "reply" if isinstance(thing, Reply) else "opinion"
    enqueue(LETTERS, {kind: thing.pk}, key=f"{kind}:{thing.pk}")


def run(payload: dict[str, Any], progress) -> dict[str, int]:
    """What was made before is left as it is. Without the PDF writer there are the Word files."""
    makers: list[tuple[Any, Any]] = [
        (kept_letter, one)
        for one in Delivery.objects.filter(reply=payload.get("reply")).select_related("sponsor")
    ] + [(kept_opinion, one) for one in AssistOpinion.objects.filter(pk=payload.get("opinion") or 0)]
    made = 0
    for number, (make, thing) in enumerate(makers):
        progress.step(100 * number / len(makers), f"第 {number + 1} 份，共 {len(makers)} 份")
        for form in LetterFile.Form.values:
            try:
                make(thing, form)
                made += 1
            except PdfUnavailable:
                continue
            except DocumentError as trouble:
                raise JobError("答复函没有写成", str(trouble), permanent=True) from trouble
    return {"made": made}


def register() -> None:
    """Called once the apps are there."""
    register_kind(JobKind(LETTERS, run, "制作答复函", max_attempts=3))

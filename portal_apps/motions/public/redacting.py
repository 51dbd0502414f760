"""Blacking out: some passages of a text are not for the public, the rest is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ..models import Item, Publicity, Reply, Text
from .models import Redaction

MARK = "［已隐去］"


def without(text: str, passages: Iterable[str]) -> str:
    """The text with each passage, wherever it stands, replaced by the mark; the longest first."""
    for passage in sorted(passages, key=len, reverse=True):
        text = text.replace(passage, MARK)
    return text


def passages_of(item: Item, reply: Reply | None = None) -> list[str]:
    """What is hidden in the item; with `reply` what is hidden in it as well, since a reply quotes what it answers."""
    rows = [one for one in item.redactions.all() if one.reply_id in (None, reply.pk if reply else None)]
    return [passage for one in rows for passage in one.passages]


def redact(item: Item, passages: str | None, *, by: User, reply: Reply | None = None) -> int:
    """Keep what somebody typed, one passage a line; an empty text hides nothing any more, None leaves it as it is.
    Answers with how many are hidden.

    Raises Refused for what does not stand in the text, so that a slip of the pen does not publish a number.
    """
    rows = Redaction.objects.filter(item=item, reply=reply)
    if passages is None:
        return sum(len(one.passages) for one in rows)
    wanted = list(dict.fromkeys(filter(None, (line.strip() for line in passages.splitlines()))))
    whole = "\n".join(words_of(item, reply))
    missing = [passage for passage in wanted if passage not in whole]
    if missing:
        raise Refused(f"要隐去的“{missing[0]}”在原文里找不到。请从原文复制，一行写一处，不要跨段。")
    if not wanted:
        rows.delete()
    elif not rows.update(passages=wanted, by=by, at=timezone.now()):
        Redaction.objects.create(item=item, reply=reply, passages=wanted, by=by)
    return len(wanted)


def words_of(item: Item, reply: Reply | None = None) -> list[str]:
    """Everything of an item, or of a reply, that the public may come to read, as it was written."""
    if reply is None:
        text = item.texts.exclude(filed_at=None).last()
        return [item.title, *(words for _, words in text.parts()), item.summary] if text else [item.title]
    promised = [one.promise for one in reply.commitments.all()]
    return [reply.title, reply.text, reply.public_summary, *promised]


@dataclass(frozen=True)
class Words:
    """A text as those read it who may only because everybody may."""

    text: Text
    passages: list[str]

    @property
    def length(self) -> int:
        return self.text.length

    def parts(self) -> list[tuple[str, str]]:
        return [(heading, without(words, self.passages)) for heading, words in self.text.parts()]


def words_for_everybody(item: Item) -> Words | None:
    """None where the whole text is not public."""
    text = item.texts.exclude(filed_at=None).last()
    return Words(text, passages_of(item)) if text and item.publicity == Publicity.FULL else None

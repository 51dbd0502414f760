"""Keep the words of items as they are found: in the transaction that changes them."""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from foundation.jobs.services import enqueue

from ..models import PARTS, Item, Publicity, Reply, Words
from ..models.words import as_tokens
from ..public.redacting import without
from ..states import PRIVATE
from .letters import stored

JOB = "motions.words"
BATCH = 200
Row = tuple[int, str]
NEAR, OPEN = Words.Audience.NEAR, Words.Audience.OPEN


def refresh(ids: Iterable[int]) -> int:
    """Write what changed of these items; answers how many rows that was."""
    ids, changed = sorted(set(ids)), 0
    for at in range(0, len(ids), BATCH):
        portion = ids[at : at + BATCH]
        kept = {(one.item_id, one.audience): one for one in Words.objects.filter(item__in=portion)}
        fresh = {(one.item_id, one.audience): one for item in _read(portion) for one in words_of(item)}
        gone = [kept[key].pk for key in kept.keys() - fresh.keys()]
        other = [one for key, one in sorted(fresh.items()) if key not in kept or not _same(one, kept[key])]
        _write(gone, other)
        changed += len(gone) + len(other)
    return changed


def _same(one: Words, other: Words) -> bool:
    return (one.title, one.text) == (other.title, other.text)


def _read(ids: list[int]) -> list[Item]:
    rows = Item.objects.filter(pk__in=ids).select_related("category__parent", "delegation")
    return list(
        rows.prefetch_related(
            "texts", "sponsors__mandate__person", "handlings__unit", "handlings__replies", "redactions"
        )
    )


def _write(gone: list[int], rows: list[Words]) -> None:
    if gone:
        Words.objects.filter(pk__in=gone).delete()
    if not rows:
        return
    Words.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["item", "audience"],
        update_fields=["title", "text"],
    )
    if connection.vendor == "sqlite":
        _write_fts({one.item_id for one in rows})


def _write_fts(items: set[int]) -> None:
    """Its index is a table of its own; a trigger takes out what is deleted."""
    found = list(Words.objects.filter(item__in=items).values_list("pk", "text"))
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM motions_words_fts WHERE rowid = %s", [(pk,) for pk, _ in found])
        cursor.executemany(
            "INSERT INTO motions_words_fts (rowid, tokens) VALUES (%s, %s)",
            [(pk, as_tokens(text)) for pk, text in found],
        )


def words_of(item: Item) -> Iterator[Words]:
    """What the page of the case shows to those concerned, and what it shows to everybody. Of a draft nothing: its words
    stand behind the wall of the database and nowhere else."""
    if item.is_private:
        return
    title, text = stored(item.title), max(item.texts.all(), key=lambda one: one.number, default=None)
    names = [str(one) for one in item.sponsors.all() if one.state in ("invited", "confirmed")]
    about = [item.title, item.number or "", *names, str(item.category or ""), str(item.delegation or "")]
    places = [one for one in item.handlings.all() if one.state != "cancelled"]
    said = [getattr(text, name) for name in PARTS] if text else []
    replies = [one for place in places for one in place.replies.all() if one.delivered_at]
    near = [*about, *(str(one.unit) for one in places), *said, item.summary]
    near += [part for one in replies for part in (one.title, one.text, one.assist_note)]
    yield Words(item=item, audience=NEAR, title=title, text=stored(*near))
    if item.published_at and item.publicity in (Publicity.FULL, Publicity.SUMMARY):
        shown = said if item.publicity == Publicity.FULL else [item.summary]
        units = [str(one.unit) for one in places if one.state != "proposed"]
        public = [part for one in replies for part in _published(one)]
        hidden = [passage for one in item.redactions.all() for passage in one.passages]
        told = [without(part, hidden) for part in (*about, *units, *shown, *public)]
        yield Words(item=item, audience=OPEN, title=stored(without(item.title, hidden)), text=stored(*told))


def _published(reply: Reply) -> list[str]:
    """Of a reply, what was approved for the public."""
    if not reply.published_at:
        return []
    whole = reply.approved_publicity == Publicity.FULL
    summary = reply.approved_publicity == Publicity.SUMMARY
    return [reply.title, reply.text] if whole else [reply.public_summary] if summary else []


def missing() -> list[int]:
    """Items nobody entered yet: of a time before this index, or put in by other ways."""
    known = Words.objects.filter(audience=NEAR, item=OuterRef("pk"))
    rows = Item.objects.filter(Q(on_paper=True) | ~Q(state__in=PRIVATE), ~Exists(known))
    return list(rows.values_list("pk", flat=True)[: BATCH * 10])


def words_job(payload: dict, progress) -> dict:
    """All of them compared, at night: a unit or a person may have another name. Else those that are missing."""
    if not payload.get("all"):
        return {"written": refresh(missing())}
    last, written, total = 0, 0, max(1, Item.objects.count())
    seen = 0
    while ids := list(Item.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        written, last, seen = written + refresh(ids), ids[-1], seen + len(ids)
        progress.step(min(99, 100 * seen / total), f"已核对 {seen} 件")
    return {"written": written}


def compare_all() -> None:
    enqueue(JOB, {"all": True}, key="all")


def watch() -> None:
    """Now and then: whether something is missing."""
    if missing():
        enqueue(JOB, key="missing")

"""A row of a list of the office is added, changed, put back."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.forms.models import model_to_dict

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ...books import BOOKS, Book
from ...models import Revision


@transaction.atomic
def change_row(book: Book, row: Model | None, said: dict[str, Any], *, by: User) -> Model:
    """`said` was looked at by the form of the book; without a row a new one is added. Items keep what they had.
    Raises PermissionDenied, Refused."""
    demand(by, book.verb)
    now = book.model._default_manager.select_for_update().get(pk=row.pk) if row is not None else book.blank()
    before = snapshot(book, now) if row is not None else None
    for name, value in said.items():
        setattr(now, name, value)
    book.check(now)
    if before is not None and snapshot(book, now) == before:
        return now
    _save(now)
    _note(book, now, before, by)
    return now


@transaction.atomic
def undo(revision: Revision, *, by: User) -> Model:
    """Only the last change of a row; what was added is closed. Raises PermissionDenied, Refused."""
    book = BOOKS[revision.book]
    demand(by, book.verb)
    now = book.model._default_manager.select_for_update().get(pk=revision.row)
    if snapshot(book, now) != revision.after:
        raise Refused("这一行后来又改过，请先撤销后面的那一次。")
    before = revision.before
    if before is None:
        if not book.closes:
            raise Refused("这一行是新加的，不能撤销。")
        before = {**revision.after, **book.closes}
    for field in book.model._meta.concrete_fields:
        if field.name in before:
            setattr(now, field.attname, before[field.name])
    book.check(now)
    _save(now)
    _note(book, now, revision.after, by, undoes=revision)
    return now


def _save(row: Model) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(f"已经有“{row}”了。") from error


def snapshot(book: Book, row: Model) -> dict[str, Any]:
    """Plain values, as JSON keeps them."""
    return json.loads(json.dumps(model_to_dict(row, book.fields), cls=DjangoJSONEncoder))


def _note(book: Book, row: Model, before: dict | None, by: User, undoes: Revision | None = None) -> None:
    after = snapshot(book, row)
    Revision.objects.create(
        book=book.key, row=row.pk, name=str(row)[:150], before=before, after=after, undoes=undoes, by=by
    )
    changed = [name for name in after if before is None or before[name] != after[name]]
    record(actor=by, verb=f"motions.{book.key}", obj=row, fields=changed, undone=undoes is not None)

"""A promise of a draft in other words, or with another day."""

from datetime import date

from django.db import transaction

from foundation.accounts.models import User

from ...models import Commitment, Handling
from .drop_promise import drop_promise
from .promise import promise as enter


@transaction.atomic
def change_promise(
    handling: Handling, *, by: User, commitment: Commitment, promise: str, due_on: date, responsible: str
) -> Handling:
    """The old entry goes, a new one comes, both with their trace. Raises PermissionDenied, Refused."""
    sentence = commitment.sentence
    handling = drop_promise(handling, by=by, commitment=commitment, reason="改写")
    return enter(handling, by=by, promise=promise, due_on=due_on, responsible=responsible, sentence=sentence)

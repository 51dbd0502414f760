"""Deputy and unit talk, where everybody concerned can read it."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Comment, Handling, Item
from ..acting import Act, perform


def comment(
    item: Item,
    *,
    by: User,
    words: str,
    handling: Handling | None = None,
    answers: Comment | None = None,
    seen: int | None = None,
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if any(one is not None and one.item_id != act.item.pk for one in (handling, answers)):
            raise Refused("这句话属于另一件。")
        said = Comment.objects.create(
            item=act.item, handling=handling, answers=answers, text=words.strip(), by=by
        )
        act.detail["comment"] = said.pk

    return perform(
        "comment",
        item,
        by=by,
        change=change,
        seen=seen,
        words=words,
        on=handling,
        answers=answers,
    )

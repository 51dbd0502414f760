"""Add a file to a draft."""

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ...models import Attachment, Item
from ..acting import Act, Signed, perform
from ..papers import keep_paper


def attach(
    item: Item,
    *,
    by: User,
    file: StoredFile,
    role: str = Attachment.Role.ANNEX,
    seen: int | None = None,
    signed: Signed | None = None,
) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        most = number("motions.attachments_most")
        if act.item.attachments.filter(role=role).count() >= most:
            raise Refused(f"一件最多 {most} 个附件。")
        act.document = keep_paper(file, act, role)

    return perform("attach", item, by=by, change=change, seen=seen, signed=signed, file=file)

"""Tying a file to the thing it belongs to, and letting go of one that belongs to nothing."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from foundation.audit.digests import object_key
from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import StoredFile


@transaction.atomic
def claim(keys: Iterable[str | UUID], thing: models.Model, *, by, purpose: str) -> list[StoredFile]:
    """The files `by` handed in for `purpose` belong to `thing` from here on, all or none, in the order given.

    What `thing` has already is left as it is, so that a form sent twice does no harm. Raises Refused for files that are
    gone, another's, or another thing's.
    """
    wanted, target = list(dict.fromkeys(str(key) for key in keys)), object_key(thing)
    try:
        asked = [UUID(key) for key in wanted]
    except ValueError:
        raise Refused("附件的编号不对。请刷新页面，重新上传。") from None
    found = {str(one.key): one for one in StoredFile.objects.select_for_update().filter(key__in=asked)}
    for key in wanted:
        one = found.get(key)
        if one is None or one.purpose != purpose:
            raise Refused("有附件已经不在了（传后太久没有提交会清理）。请重新上传。")
        if one.claimed_by == target:
            continue
        if one.claimed_by or one.owner_id != by.pk:
            raise Refused(f"附件“{one.name}”不是您刚上传的，不能用在这里。")
        one.claimed_by = target
        one.save(update_fields=["claimed_by"])
        record(actor=by, verb="attachments.claimed", obj=one, thing=target)
    return [found[key] for key in wanted]


@transaction.atomic
def drop(stored: StoredFile, *, by) -> None:
    """Remove a file that belongs to nothing yet. Raises PermissionDenied or Refused."""
    locked = StoredFile.objects.select_for_update().filter(pk=stored.pk).first()
    if locked is None:
        return
    if locked.owner_id != by.pk:
        raise PermissionDenied("只能移除自己上传的附件。")
    if locked.claimed_by:
        raise Refused(f"“{locked.name}”已经提交，不能移除。")
    record(actor=by, verb="attachments.dropped", obj=locked)
    discard(locked)


def discard(stored: StoredFile) -> None:
    """Row now, file after the commit: a row without its file would be worse than a file without a row.

    For the verb of an app that removes what it claimed; it has asked and recorded.
    """
    storage, name = stored.file.storage, str(stored.file.name)
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))

"""A unit's own Word template: taken in after a look, ended."""

import hashlib

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.documents.rules import limits_in_force
from foundation.documents.word.package import Fault
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...letters.template import faults
from ...models import LetterTemplate

KILOBYTE = 1024


class TemplateRefused(Refused):
    """`faults` say where in the file, what is wrong and what to do."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(f"这个模板还不能用，有 {len(found)} 处要改。")
        self.faults = found


def upload_template(unit: Body, *, by: User, file: File) -> LetterTemplate:
    """From here on the unit's letters are made of it. Raises PermissionDenied, TemplateRefused, Refused."""
    demand(by, "suggestions.handle", unit)
    limits = limits_in_force()
    if (file.size or 0) > limits.template_kb * KILOBYTE:
        raise Refused(f"模板超过 {limits.template_kb} KB。请去掉里面的大图片。")
    data = file.read()
    found = faults(data, limits)
    if found:
        raise TemplateRefused(found)
    with transaction.atomic():
        _end(unit)
        made = LetterTemplate(
            unit=unit, name=(file.name or "模板.docx")[-150:], digest=hashlib.sha256(data).hexdigest(), by=by
        )
        made.file.save("template", ContentFile(data), save=False)
        made.save()
        record(actor=by, verb="motions.template", obj=made, unit=unit.pk, digest=made.digest)
    return made


@transaction.atomic
def end_template(unit: Body, *, by: User) -> None:
    """Back to the one we ship; nothing happens where there is none. Raises PermissionDenied."""
    demand(by, "suggestions.handle", unit)
    ended = _end(unit)
    if ended is not None:
        record(actor=by, verb="motions.template_ended", obj=ended, unit=unit.pk)


def _end(unit: Body) -> LetterTemplate | None:
    Body.objects.select_for_update().get(pk=unit.pk)
    now = LetterTemplate.objects.filter(unit=unit, ended_at=None).first()
    if now is not None:
        now.ended_at = timezone.now()
        now.save(update_fields=["ended_at"])
    return now

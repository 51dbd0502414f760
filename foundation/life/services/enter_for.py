"""代录: staff enter something on behalf of a deputy. Called by the verb of the app, in its transaction."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from foundation.accounts.models import Standing
from foundation.audit.digests import object_key
from foundation.audit.services import record
from foundation.audit.verbs import verb_name
from foundation.notices.services import notify
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused
from foundation.rights.table import BY_VERB
from foundation.rulebook.reading import number

from ..models import ProxyEntry
from ..rules import SCAN_MEGABYTES

#: First bytes of what a scanner or a phone makes; the browser's word for the kind is not believed.
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def assert_may_enter_for(person, by) -> None:
    """Raises PermissionDenied or Refused."""
    demand(by, "deputies.enter_for", person)
    if person.pk == by.pk:
        raise Refused("自己的事请在自己的页面办，不用代录。")
    if person.standing == Standing.LEFT:
        raise Refused(f"{person}的账号已停用，不能代录。")


@transaction.atomic
def enter_for(person, *, by, verb: str, obj, how: str, note: str = "", scan=None) -> ProxyEntry:
    """Note that `by` did `verb` to `obj` for `person`; on paper (`how`) the signed sheet is stored with it.

    Nobody enters for somebody what that person could not do: a `verb` of the table of rights is asked for the person
    too. The person is told. Raises PermissionDenied or Refused.
    """
    assert_may_enter_for(person, by)
    if verb in BY_VERB and not may(person, verb, obj):
        raise Refused(f"{person}没有“{BY_VERB[verb].name}”的权限，不能代录。")
    if how not in ProxyEntry.How.values:
        raise Refused("请选依据：书面、电话，还是当面。")
    if how == ProxyEntry.How.PAPER and scan is None:
        raise Refused("书面的要附上签字的扫描件。")
    entry = ProxyEntry(
        person=person, by=by, verb=verb, object_key=object_key(obj), how=how, note=note.strip()[:300]
    )
    if scan is not None:
        _attach(entry, scan)
    entry.save()
    record(actor=by, verb="proxy.entered", object_key=entry.object_key, obj=entry, acting_for=f"user:{person.pk}", how=how,
           what=verb, scan=entry.scan_digest)  # fmt: skip
    what = BY_VERB[verb].name if verb in BY_VERB else verb_name(verb)
    notify(person, "life.entered", obj, key=f"proxy:{entry.pk}", by=by, staff=str(by), what=what,
           how=entry.get_how_display())  # fmt: skip
    return entry


def _attach(entry: ProxyEntry, scan) -> None:
    limit = number(SCAN_MEGABYTES)
    if scan.size > limit * 1_000_000:
        raise Refused(f"扫描件超过 {limit} MB，请压缩或分辨率调低再传。")
    content = scan.read()
    kind = next((name for first, name in KINDS.items() if content.startswith(first)), "")
    if not kind:
        raise Refused("扫描件要是 PDF、JPG 或 PNG。")
    entry.scan_type, entry.scan_digest = kind, hashlib.sha256(content).hexdigest()
    entry.scan.save("scan", ContentFile(content), save=False)

"""代录: staff enter something on behalf of a deputy. Called by the verb of the app, in its transaction."""

import hashlib

from django.core.files.base import ContentFile
from django.db import models, transaction

from foundation.accounts.models import Standing
from foundation.attachments.kinds import KINDS
from foundation.attachments.services import examined
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

SCANS = ("pdf", "jpeg", "png")  # what a scanner or a phone makes


def assert_may_enter_for(person, by) -> None:
    """Raises PermissionDenied or Refused."""
    demand(by, "deputies.enter_for", person)
    if person.pk == by.pk:
        raise Refused("自己的事请在自己的页面办，不用代录。")
    if person.standing == Standing.LEFT:
        raise Refused(f"{person}的账号已停用，不能代录。")


@transaction.atomic
def enter_for(
    person, *, by, verb: str, obj, how: str, note: str = "", scan=None, subject: models.Model | None = None
) -> ProxyEntry:
    """Note that `by` did `verb` to `obj` for `person`; on paper (`how`) the signed sheet is stored with it.

    Nobody enters for somebody what that person could not do: a `verb` of the table of rights is asked for the person
    too. `subject` is somebody whose right the app knows by itself, with an account (`person`) or without one (None):
    what a former deputy is still owed is in no table of accounts. The person is told. Raises PermissionDenied or Refused.
    """
    if subject is None:
        _assert_possible(person, by, verb, obj)
    else:
        _assert_near(subject, person, by)
    if how not in ProxyEntry.How.values:
        raise Refused("请选依据：书面、电话，还是当面。")
    if how == ProxyEntry.How.PAPER and scan is None:
        raise Refused("书面的要附上签字的扫描件。")
    entry = ProxyEntry(
        person=person, by=by, verb=verb, object_key=object_key(obj), how=how, note=note.strip()[:300]
    )
    if person is None and subject is not None:
        entry.subject_key, entry.subject_name = object_key(subject), str(subject)[:50]
    if scan is not None:
        _attach(entry, scan)
    entry.save()
    whom = entry.subject_key or f"user:{person.pk}"
    record(actor=by, verb="proxy.entered", object_key=entry.object_key, obj=entry, acting_for=whom, how=how,
           what=verb, scan=entry.scan_digest)  # fmt: skip
    what = BY_VERB[verb].name if verb in BY_VERB else verb_name(verb)
    if person is not None:
        notify(person, "life.entered", obj, key=f"proxy:{entry.pk}", by=by, staff=str(by), what=what,
               how=entry.get_how_display())  # fmt: skip
    return entry


def _assert_possible(person, by, verb: str, obj) -> None:
    assert_may_enter_for(person, by)
    if verb in BY_VERB and not may(person, verb, obj):
        raise Refused(f"{person}没有“{BY_VERB[verb].name}”的权限，不能代录。")


def _assert_near(subject: models.Model, person, by) -> None:
    demand(by, "deputies.enter_for", subject)
    if person is not None and person.pk == by.pk:
        raise Refused("自己的事请在自己的页面办，不用代录。")


def _attach(entry: ProxyEntry, scan) -> None:
    kind, content = examined(scan, SCANS, most=number(SCAN_MEGABYTES))
    entry.scan_type, entry.scan_digest = KINDS[kind].media_type, hashlib.sha256(content).hexdigest()
    entry.scan.save("scan", ContentFile(content), save=False)

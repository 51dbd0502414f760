"""Publish what is approved but was held back: taken out of a release set, or unscheduled."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import may

from ..models import ReleaseSetMember
from ..refusals import NotAllowed, Refused
from . import gate
from .authorise import is_authorised
from .put_live import put_live


@transaction.atomic
def publish_held(page, by) -> None:
    """Raises NotAllowed, Refused, PublishPermissionError or the gate's GateRefused."""
    if not may(by, "content.schedule"):
        raise NotAllowed("只有总编和终审能发布已经审定的稿子。")
    page = type(page.specific).objects.select_for_update().get(pk=page.pk)
    if ReleaseSetMember.objects.filter(page_id=page.pk, waiting=True).exists():
        raise Refused("这篇稿子在发布集里，请随发布集一起发布，或先从发布集里拿出来。")
    revision = page.get_latest_revision()
    if page.live and page.live_revision_id == revision.pk:
        raise Refused("网上的就是这一稿。")
    if not is_authorised(revision):
        raise Refused("这一稿还没有审定，请先送审。")
    gate.assert_passes(page, revision)
    put_live(revision, by=by)
    record(actor=by, verb="editorial.publish_held", object_key=page.document_id, obj=page)

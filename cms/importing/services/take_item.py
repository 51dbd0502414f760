"""One record: a new page, a new revision of its page, or nothing when it has not changed."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from django.utils import timezone

from cms.editorial.gate.services import assess, waive_for_import
from cms.pages.services import publish_imported

from ..indexing import index_page
from ..models import ImportedRecord
from ..pages import fill, find_column, new_page
from ..records import Item

REASON = "历史数据导入"


Outcome = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Done:
    outcome: Outcome
    published: bool = False
    why_not_published: str = ""


def take_item(item: Item, kind: str, *, by, context, language: str) -> Done:
    """Call it in a transaction. With a `context` of the gate the page is published, unless the gate has errors."""
    known = ImportedRecord.objects.filter(kind=kind, key=item.key).select_related("page").first()
    digest = item.digest
    if known and known.digest == digest:
        page = known.page.specific
        if context is None or page.live:
            return Done("unchanged")
        done = publish(page, "unchanged", item, by, context)
        index_page(type(page).objects.get(pk=page.pk))
        return done
    outcome: Outcome
    if known:
        page = known.page.specific.get_latest_revision_as_object()
        fill(page, item)
        outcome = "updated"
    else:
        page = new_page(item)
        find_column(item.column, language).add_child(instance=page)
        outcome = "created"
    page.save_revision(user=by, log_action=False)
    ImportedRecord.objects.update_or_create(
        kind=kind, key=item.key, defaults={"digest": digest, "where": item.where[:300], "page_id": page.pk}
    )
    done = publish(page, outcome, item, by, context) if context else Done(outcome)
    index_page(type(page).objects.get(pk=page.pk))
    return done


def publish(page, outcome: Outcome, item: Item, by, context) -> Done:
    issues = assess(page, context)
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        said = "；".join(
            f"{issue.message}（{issue.excerpt}）" if issue.excerpt else issue.message for issue in errors[:3]
        )
        return Done(outcome, why_not_published=f"已存为草稿，没有发布：{said}")
    reason = f"{REASON}：{item.where}"
    waive_for_import(page.get_latest_revision(), issues, by=by, reason=reason)
    day = timezone.make_aware(datetime.combine(item.published, time(8)))
    publish_imported(page, by=by, reason=reason, published_on=min(day, timezone.now()))
    return Done(outcome, published=True)

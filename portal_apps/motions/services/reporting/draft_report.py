"""Write the words of a yearly report."""

from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand

from ...models import ReportDraft


@transaction.atomic
def draft_report(year: int, *, by: User, opening: str, outlook: str) -> ReportDraft:
    """They stay for the next issue. Raises PermissionDenied."""
    demand(by, "suggestions.report")
    draft, _ = ReportDraft.objects.update_or_create(
        year=year, defaults={"opening": opening.strip(), "outlook": outlook.strip(), "by": by}
    )
    record(actor=by, verb="motions.draft_report", obj=draft, year=year)
    return draft

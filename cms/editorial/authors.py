"""Who wrote a revision, as far as the rule "author ≠ reviewer" is concerned."""

from wagtail.models import Revision


def authors_of(page, revision) -> set[int]:
    """Everybody who saved content since the page was last public, up to and including `revision`.

    The owner counts as long as the page was never public: the first text may be theirs without a revision
    that says so.
    """
    written = Revision.objects.for_instance(page).filter(id__lte=revision.pk)
    if page.live_revision_id:
        written = written.filter(id__gt=page.live_revision_id)
    people = set(written.exclude(user=None).values_list("user_id", flat=True))
    people |= {revision.user_id} - {None}
    if page.owner_id and not page.first_published_at:
        people.add(page.owner_id)
    return people


def as_text(people: set[int]) -> str:
    """The form the database constraint reads: ",3,5,"."""
    return f",{','.join(map(str, sorted(people)))}," if people else ","

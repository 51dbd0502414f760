"""The words of invented items, and the index made when all are there."""

from django.db import connection

from portal_apps.motions.finding.keeping import words_of
from portal_apps.motions.models import Words


def write_words(items, texts, sponsors, handlings, replies) -> None:
    """As `keeping` makes them, without reading back what was just written."""
    by_handling: dict[int, list] = {}
    for reply in replies:
        by_handling.setdefault(reply.handling_id, []).append(reply)
    cache: dict[int, dict[str, list]] = {
        one.pk: {"texts": [], "sponsors": [], "handlings": [], "redactions": []} for one in items
    }
    for name, rows in (("texts", texts), ("sponsors", sponsors), ("handlings", handlings)):
        for row in rows:
            cache[row.item_id][name].append(row)
    for handling in handlings:
        handling._prefetched_objects_cache = {"replies": _Rows(by_handling.get(handling.pk, []))}
    made = []
    for item in items:
        item._prefetched_objects_cache = {name: _Rows(found) for name, found in cache[item.pk].items()}
        made += words_of(item)
    Words.objects.bulk_create(made, batch_size=500)


class _Rows(list):
    """What `prefetch_related` leaves behind, as far as `words_of` asks it."""

    def all(self):
        return self


class without_index:
    """A GIN index is made in a fraction of the time it takes to grow."""

    def __enter__(self) -> None:
        self.made: list[str] = []
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname ~ '^motions_words_.*_grams$'")
                self.made = [definition for (definition,) in cursor.fetchall()]
                cursor.execute("DROP INDEX motions_words_near_grams, motions_words_open_grams")

    def __exit__(self, *error) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET maintenance_work_mem = '512MB'")
                for definition in self.made:
                    cursor.execute(definition)
                cursor.execute("VACUUM ANALYZE")

"""A text column that is sealed at rest; in Python it is the text itself."""

from django.db import models

from .sealing import seal, unseal


class SealedTextField(models.TextField):
    """Nothing in it can be looked for: keep a `fingerprint` beside it for what must be found by its whole value."""

    def get_db_prep_save(self, value, connection):
        # not get_prep_value: the audit's digests ask that for the same answer twice, and a seal is never the same
        plain = super().get_db_prep_save(value, connection)
        return seal(plain) if plain else plain

    def from_db_value(self, value, expression, connection):
        return unseal(value) if value else value

    def get_lookup(self, lookup_name):
        return None

    def get_transform(self, lookup_name):
        return None

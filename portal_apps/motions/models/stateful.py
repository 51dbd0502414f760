"""What has a state of the table: the state, and the version by which an old screen is known."""

from django.db import models


class Stateful(models.Model):
    """`version` grows with every act on this row; `state` is changed by `services` only."""

    version = models.PositiveIntegerField("版本", default=0, editable=False)

    class Meta:
        abstract = True

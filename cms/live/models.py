"""What pages were last told."""

from django.db import models


class ShownBroadcast(models.Model):
    """A digest of all that pages say of one broadcast; `key` is empty for the list of those that come."""

    key = models.CharField(primary_key=True, max_length=36)
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

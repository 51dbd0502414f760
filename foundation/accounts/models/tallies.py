"""What is counted about logins, by digest. In the database, so that every process counts the same."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Tally(models.Model):
    """How often something was tried since `since`. The key is a digest: names of strangers are not kept."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class FamiliarNetwork(models.Model):
    """A network from which this person finished a login. Guesses made elsewhere never close it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=50)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "network"], name="accounts_one_familiar_network")
        ]

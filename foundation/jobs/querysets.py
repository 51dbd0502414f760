"""Named questions to the ledger."""

from django.db import models
from django.utils import timezone


class JobQuerySet(models.QuerySet):
    def waiting(self):
        """Queued, whether due or not."""
        return self.filter(state="queued")

    def running(self):
        return self.filter(state="running")

    def due(self, queue: str | None = None):
        """Queued and allowed to start now, the one to take first in front."""
        due = self.waiting().filter(run_after__lte=timezone.now()).order_by("-priority", "id")
        return due.filter(queue=queue) if queue else due

    def held_by(self, token):
        """The job while the run that owns this lease still owns it."""
        return self.running().filter(lease_token=token)

    def seen_by(self, user):
        """All jobs for those who look after the system, else a person's own."""
        from .permissions import may_see_all

        return self if may_see_all(user) else self.filter(created_by=user)

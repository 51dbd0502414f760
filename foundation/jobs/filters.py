"""What the list of jobs can be narrowed to; unknown values narrow nothing."""

from urllib.parse import urlencode

from django.db.models import Q

from .models import Job, JobState
from .registry import kinds


class JobFilter:
    """The filter of one request: `apply` narrows, `link` makes the address with one value changed."""

    def __init__(self, given) -> None:
        self.kinds = sorted((name, kind.label) for name, kind in kinds.items())
        self.queues = sorted({kind.queue for kind in kinds.values()} | set(_queues_in_ledger()))
        self.state = _known(given.get("state"), JobState.values)
        self.kind = _known(given.get("kind"), [name for name, _ in self.kinds])
        self.queue = _known(given.get("queue"), self.queues)
        self.q = given.get("q", "").replace("\x00", "").strip()[:100]

    @property
    def is_set(self) -> bool:
        return bool(self.state or self.kind or self.queue or self.q)

    def apply(self, jobs, skip: str = ""):
        for field in ("state", "kind", "queue"):
            value = getattr(self, field)
            if value and field != skip:
                jobs = jobs.filter(**{field: value})
        return jobs.filter(self._search()) if self.q else jobs

    def _search(self) -> Q:
        found = Q(kind__in=[name for name, label in self.kinds if self.q in label])
        if self.q.lstrip("#").isdigit():
            found |= Q(pk=int(self.q.lstrip("#")[:18]))
        for field in ("key", "message", "error", "created_by__display_name", "created_by__username"):
            found |= Q(**{f"{field}__icontains": self.q})
        return found

    def query(self, **changed) -> str:
        """The query text with some values changed, without empty ones."""
        now = {"state": self.state, "kind": self.kind, "queue": self.queue, "q": self.q} | changed
        return urlencode({name: value for name, value in now.items() if value})


def _known(value: str | None, values) -> str:
    return value if value and value in values else ""


def _queues_in_ledger():
    return Job.objects.order_by().values_list("queue", flat=True).distinct()

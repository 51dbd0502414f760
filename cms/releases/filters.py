"""What the list of releases can be narrowed to; unknown values narrow nothing."""

from urllib.parse import urlencode

from publishing.services import releases

CHOICES = (("", "全部"), ("problems", "有问题的"), ("rollbacks", "回退"))


class ReleaseFilter:
    """The filter of one request."""

    choices = CHOICES

    def __init__(self, given) -> None:
        only = given.get("only", "")
        self.only = only if only in dict(CHOICES) else ""
        self.q = given.get("q", "").replace("\x00", "").strip()[:100]

    @property
    def is_set(self) -> bool:
        return bool(self.only or self.q)

    @property
    def found(self):
        only = {self.only: True} if self.only else {}
        return releases(self.q, **only)

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in (("q", self.q), ("only", self.only)) if value})

    @property
    def query_without_only(self) -> str:
        return urlencode({"q": self.q}) if self.q else ""

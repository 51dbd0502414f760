"""Pelican's contents and lists, which note that a page looked at them while it was being rendered.

Stock templates may read anything, so what a page stands on is not known before: it is what it read the last time.
"""

from collections.abc import Callable, Iterable
from typing import Any

from pelican.contents import Article, Page

CONTENT, LIST = "+", "*"  # how the names of what was read begin; cards of documents have bare ids


class Watch:
    """`reads` is the notebook of the page being rendered, None while nothing is."""

    def __init__(self) -> None:
        self.reads: set[str] | None = None


class _Watched:
    """The body is made when somebody asks for it: most runs need few of them."""

    watch = Watch()
    document_id = ""
    make_body: Callable[[], str]

    def __getattribute__(self, name: str) -> Any:
        found = object.__getattribute__(self, name)
        if name[0] != "_":
            reads = object.__getattribute__(self, "watch").reads
            if reads is not None:
                reads.add(CONTENT + object.__getattribute__(self, "document_id"))
        return found

    @property
    def _content(self) -> str:
        replaced = self.__dict__.get("replaced_content")
        return self.make_body() if replaced is None else replaced

    @_content.setter
    def _content(self, value: str) -> None:
        if value is not None:
            self.__dict__["replaced_content"] = value

    def get_content(self, siteurl: str) -> str:
        """Pelican remembers this text; ours is remembered by the renderer, which also notes the cards it shows."""
        return self._update_content(self._content, siteurl)

    @property
    def content(self) -> str:
        return self.get_content(self.get_siteurl())


class WatchedArticle(_Watched, Article):
    pass


class WatchedPage(_Watched, Page):
    pass


class WatchedList(list):
    """A list of the whole site under its name. Reading it while a page is rendered makes the page depend on it."""

    def __init__(self, watch: Watch, name: str, values: Iterable[Any] = ()):
        super().__init__(values)
        self.watch, self.name = watch, name
        self._ids: set[int] | None = None

    def __contains__(self, value: object) -> bool:
        """Pelican asks this for every article of every list, so it must not be a walk through the list."""
        self._note()
        if self._ids is None or len(self._ids) != list.__len__(self):
            self._ids = {id(one) for one in list.__iter__(self)}
        return id(value) in self._ids

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):  # a paginator cuts its list without looking at it
            return WatchedList(self.watch, self.name, list.__getitem__(self, key))
        self._note()
        return list.__getitem__(self, key)

    def _note(self) -> None:
        if self.watch.reads is not None:
            self.watch.reads.add(LIST + self.name)


def _noting(method: str) -> Callable[..., Any]:
    real = getattr(list, method)

    def noted(self: WatchedList, *args: Any) -> Any:
        self._note()
        return real(self, *args)

    return noted


for _method in ("__iter__", "__len__", "__reversed__", "__add__", "__eq__", "copy", "count", "index"):
    setattr(WatchedList, _method, _noting(_method))
WatchedList.__hash__ = None

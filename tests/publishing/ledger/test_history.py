"""Whatever happens, in whatever order: no address of an earlier release is ever 404 in a later one."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from publishing.contract import Moved
from publishing.planning.addresses import changed_addresses
from publishing.planning.kit import Kit
from publishing.planning.plan import make_plan
from publishing.planning.retired import ASSET, is_public
from publishing.run import pages
from publishing.serving.served import decide
from tests.publishing.factory import Publisher, column, gone, home, identity, item, replace, tags
from tests.publishing.test_build import same_for_readers

TAGS = ("立法", "监督", "代表")
COLUMNS = ("page:news", "page:notices")
small = st.integers(0, 8)


def warm_as_whole(kit, touch):
    """What a run finds that only knows what changed, checked against one that knows the whole plan."""
    part = changed_addresses(kit, touch)
    knowing_all = Kit(kit.site, kit.theme, kit.site_url, kit.options)
    make_plan(knowing_all)
    whole = knowing_all.addresses
    assert part.left == whole.left
    assert pages_among(part.came) == pages_among(whole.came)
    notes = {spec.file: spec.key for spec in whole.notes}
    assert {spec.file: spec.key for spec in part.notes}.items() <= notes.items()
    root = kit.site.former.__self__.path.parent / "current"
    quiet = {path for path in whole.noted if path not in part.looked_at}
    for spec in whole.notes:
        path = spec.path.removeprefix("/.gone").removeprefix("/.moved").rpartition("/")[0]
        if {path, f"{path}/"} & quiet:
            assert (root / spec.file).is_file(), f"{spec.path} is new, and nobody looked at it"
    return part


def pages_among(places):
    """A file that several documents show may be entered with any of them."""
    return {path: place for path, place in places.items() if place.part != ASSET}


class History:
    """A site, and every address it ever had."""

    def __init__(self, root: Path):
        self.site = Publisher(root)
        self.files = [self.site.store(bytes([n]), f"/files/{n}.pdf") for n in range(3)]
        self.ever: set[str] = set()
        self.live = {}
        start = [item(n, tags=tags(TAGS[n % 3])) for n in range(1, 22)]
        for document in (home(), column("news", "要闻"), column("notices", "公告", position=1), *start):
            self.live[document.id] = document
        self.publish(identity(), *self.live.values())

    def publish(self, *changes, **how) -> None:
        self.site.publish(*changes, **how)
        served = {path_of(name) for name in self.site.files() if not name.endswith((".gz", ".br"))}
        self.ever |= {
            path for path in served if is_public(path) and not path.startswith("/.well-known/manifest")
        }

    def pick(self, number: int, kind: str = "news"):
        found = [document for document in self.live.values() if document.kind == kind]
        return found[number % len(found)] if found else None

    def put(self, document) -> None:
        self.live[document.id] = document
        self.publish(document)

    def item(self, number: int, other: int) -> None:
        self.put(item(22 + number, COLUMNS[other % 2], tags=tags(*TAGS[: other % 4])))

    def rename(self, number: int, other: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, path=f"/news/new-{number}-{other}/"))

    def rename_column(self, number: int, other: int) -> None:
        document = self.pick(number, "column")
        self.put(replace(document, path=f"/column-{number % 2}-{other}/"))

    def move(self, number: int, other: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, column=COLUMNS[other % 2]))

    def retag(self, number: int, other: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, tags=tags(*TAGS[other % 4 :])))

    def attach(self, number: int, other: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, assets=tuple(self.files[: other % 4])))

    def withdraw(self, number: int, other: int) -> None:
        if document := self.pick(number):
            del self.live[document.id]
            self.publish(gone(document))

    def drop(self, number: int, other: int) -> None:
        if document := self.pick(number):
            del self.live[document.id]
            self.publish(drop=(document.id,))

    def redirect(self, number: int, other: int) -> None:
        paths = [document.path for document in self.live.values()]
        target = paths[other % len(paths)]
        self.publish(moved=(Moved(f"/legacy/{number}/", target), Moved("/legacy/x", f"/legacy/{number}/")))


def path_of(file: str) -> str:
    return "/" + (
        file.removesuffix("index.html") if file.endswith("/index.html") or file == "index.html" else file
    )


STEPS = [
    getattr(History, name)
    for name in ("item", "rename", "rename_column", "move", "retag", "attach", "withdraw", "drop", "redirect")
]


@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(STEPS), small, small), min_size=4, max_size=12))
def test_an_address_once_public_is_answered_for_ever(steps):
    root = Path(tempfile.mkdtemp(prefix="spc-ledger-"))
    try:
        pages.changed_addresses = warm_as_whole
        history = History(root / "site")
        for step, number, other in steps:
            step(history, number, other)
        release = history.site.current.resolve()
        answers = {path: decide(release, path) for path in history.ever}
        assert not {path for path, answer in answers.items() if answer.status == 404}
        targets = {answer.location for answer in answers.values() if answer.status == 301}
        assert {decide(release, target).status for target in targets} <= {200}
        elsewhere = Publisher(root / "elsewhere")
        shutil.copyfile(history.site.paths.snapshot, elsewhere.paths.snapshot)
        shutil.copytree(history.site.paths.assets, elsewhere.paths.assets, dirs_exist_ok=True)
        elsewhere.rebuild()
        same_for_readers(history.site.files(), elsewhere.files())
    finally:
        pages.changed_addresses = changed_addresses
        shutil.rmtree(root)

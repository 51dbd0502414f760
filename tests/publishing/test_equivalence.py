"""Whatever happened in whatever order: the incremental site and a full build of the same snapshot are equal."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publishing.factory import (
    Publisher,
    column,
    gone,
    home,
    identity,
    item,
    replace,
    rich,
    tags,
)
from tests.publishing.test_build import same_for_readers

TAGS = ("立法", "监督", "代表")
COLUMNS = ("page:news", "page:notices")
numbers = st.integers(0, 30)


@dataclass
class World:
    """What the CMS would hold."""

    site: Publisher
    live: dict[str, object] = field(default_factory=dict)
    last: int = 0

    def pick(self, number: int):
        ids = sorted(self.live)
        return self.live[ids[number % len(ids)]] if ids else None

    def put(self, document) -> None:
        self.live[document.id] = document
        self.site.publish(document)

    def create(self, number: int, tag: int) -> None:
        self.last += 1
        related = {"type": "related", "value": {"title": "相关", "documents": [f"page:{1 + number}"]}}
        body = (rich(f"<p>正文{number}</p>"), related) if number % 3 == 0 else (rich(f"<p>{number}</p>"),)
        self.put(item(self.last, COLUMNS[number % 2], tags=tags(*TAGS[: tag % 4]), body=body))

    def change(self, number: int, tag: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, title=f"改名{tag}", body=(rich(f"<p>改{tag}</p>"),)))

    def retag(self, number: int, tag: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, tags=tags(*TAGS[tag % 4 :])))

    def move(self, number: int, tag: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, column=COLUMNS[tag % 2]))

    def backdate(self, number: int, tag: int) -> None:
        if document := self.pick(number):
            self.put(replace(document, published=f"2020-01-{1 + tag % 28:02d}T00:00:00+00:00"))

    def withdraw(self, number: int, tag: int) -> None:
        if document := self.pick(number):
            del self.live[document.id]
            self.site.publish(gone(document))

    def delete(self, number: int, tag: int) -> None:
        if document := self.pick(number):
            del self.live[document.id]
            self.site.publish(drop=(document.id,))

    def rename_column(self, number: int, tag: int) -> None:
        self.site.publish(column("news", f"要闻{tag}"))

    def turn_the_day(self, number: int, tag: int) -> None:
        self.site.publish(as_of=f"2026-12-{1 + tag % 28:02d}")


STEPS = st.tuples(
    st.sampled_from(
        [
            World.create,
            World.create,
            World.create,
            World.change,
            World.retag,
            World.move,
            World.backdate,
            World.withdraw,
            World.delete,
            World.rename_column,
            World.turn_the_day,
        ]
    ),
    numbers,
    numbers,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=6, max_size=14))
def test_the_incremental_site_equals_the_full_one(steps):
    root = Path(tempfile.mkdtemp(prefix="spc-equal-"))
    try:
        world = World(Publisher(root / "site"))
        start = [item(number, tags=tags(TAGS[number % 3])) for number in range(1, 19)]
        world.live, world.last = {document.id: document for document in start}, len(start)
        world.site.publish(
            identity(), home(), column("news", "要闻"), column("notices", "公告", position=1), *start
        )
        for step, number, tag in steps:
            step(world, number, tag)
        elsewhere = Publisher(root / "elsewhere")
        shutil.copyfile(world.site.paths.snapshot, elsewhere.paths.snapshot)
        elsewhere.rebuild()
        same_for_readers(world.site.files(), elsewhere.files())
    finally:
        shutil.rmtree(root)

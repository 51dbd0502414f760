"""Everything that can happen to a site, in any order."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.publishing.factory import home, identity, replace

from .documents import KINDS, list_page
from .stage import Stage

few = st.integers(0, 15)
which = st.integers(0, 40)
seeds = st.integers(0, 63)
held_back = st.sampled_from((False, False, True))  # one in three changes waits for company
yes_no = st.booleans()


LONG = 20


class Figures:
    """What all sequences of a run did together. Shorter ones than `LONG` steps are run but not counted."""

    def __init__(self) -> None:
        self.sequences = self.steps = self.comparisons = self.kills = 0
        self.lengths: list[int] = []

    def add(self, steps: int, comparisons: int) -> None:
        self.lengths.append(steps)
        self.steps += steps
        self.comparisons += comparisons
        self.sequences += steps >= LONG


FIGURES = Figures()


class SiteMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="spc-equal-"))
        self.stage = Stage(self.root)
        self.world = self.stage.world
        self.steps = 0

    @initialize(items=st.sampled_from((12, 24, 44)))
    def a_site(self, items) -> None:
        self.world.lay_ground(items)
        self.stage.publish()

    def done(self, wait: bool = False) -> None:
        """A step is over: most are followed by a publish run."""
        self.steps += 1
        if not wait:
            self.stage.publish()

    def teardown(self) -> None:
        try:
            if self.stage.public:
                self.stage.compare()
                FIGURES.add(self.steps, self.stage.comparisons)
        finally:
            shutil.rmtree(self.root)

    # --- one document --------------------------------------------------------------------------------------
    @rule(seed=seeds, kind=st.integers(0, len(KINDS) - 1), english=yes_no, wait=held_back)
    def create(self, seed, kind, english, wait) -> None:
        self.world.create(seed, kind, english=english)
        self.done(wait)

    @rule(number=st.integers(0, 2), where=few, seed=seeds, wait=held_back)
    def lead_to_a_list(self, number, where, seed, wait) -> None:
        columns = self.world.columns()
        self.world.put(list_page(number, columns[where % len(columns)], seed))
        self.done(wait)

    @rule(number=which, seed=seeds, wait=held_back)
    def edit(self, number, seed, wait) -> None:
        if one := self.world.pick(number):
            self.world.put(self.world.edit(one, seed))
        self.done(wait)

    @rule(number=which, tags=few, wait=held_back)
    def retag(self, number, tags, wait) -> None:
        if one := self.world.pick(number):
            other = self.world.pick(tags)
            self.world.put(replace(one, tags=other.tags[: tags % 4] if tags % 3 else ()))
        self.done(wait)

    @rule(number=which, where=few, address=yes_no, wait=held_back)
    def move(self, number, where, address, wait) -> None:
        if one := self.world.pick(number):
            columns = self.world.columns(one.locale)
            self.world.move(one, columns[where % len(columns)], address=address)
        self.done(wait)

    @rule(number=which, day=st.integers(1, 28), wait=held_back)
    def backdate(self, number, day, wait) -> None:
        if one := self.world.pick(number):
            self.world.put(replace(one, published=f"2019-01-{day:02d}T00:00:00+00:00"))
        self.done(wait)

    @rule(number=which, wait=held_back)
    def withdraw(self, number, wait) -> None:
        if one := self.world.pick(number):
            self.world.withdraw(one)
            self.world.sound[one.id] = one
        self.done(wait)

    @rule(number=which, wait=held_back)
    def delete(self, number, wait) -> None:
        if one := self.world.pick(number):
            self.world.drop(one)
        self.done(wait)

    @rule(number=which, wait=held_back)
    def publish_again_what_was_withdrawn_or_spoilt(self, number, wait) -> None:
        if self.world.sound:
            names = sorted(self.world.sound)
            self.world.put(self.world.sound.pop(names[number % len(names)]))
        self.done(wait)

    @rule(seed=seeds, kind=st.integers(0, len(KINDS) - 1))
    def schedule(self, seed, kind) -> None:
        self.world.drafts.append(self.world.draft(seed, kind, english=False))
        self.steps += 1

    @precondition(lambda self: self.world.drafts)
    @rule(number=few, wait=held_back)
    def the_hour_has_come(self, number, wait) -> None:
        """What was scheduled appears after things that got their place later."""
        drafts = self.world.drafts
        self.world.put(drafts.pop(number % len(drafts)))
        self.done(wait)

    @rule(number=which, seed=seeds, wait=held_back)
    def translate(self, number, seed, wait) -> None:
        one = self.world.pick(number)
        if one and one.locale == "zh-hans":
            other = self.world.draft(seed, 0, english=True)
            other = replace(other, translations={"zh-hans": one.id} if seed % 2 else {})
            self.world.put(replace(one, translations={"en": other.id}), other)
        self.done(wait)

    @rule(number=which, wait=held_back)
    def drop_a_translation(self, number, wait) -> None:
        english = [one for one in self.world.items() if one.locale == "en"]
        if english:
            self.world.drop(english[number % len(english)])
        self.done(wait)

    @rule(number=which, how=few, wait=held_back)
    def spoil(self, number, how, wait) -> None:
        if one := self.world.pick(number):
            self.world.spoil(one, how)
        self.done(wait)

    @rule(numbers=st.lists(which, min_size=2, max_size=4), seed=seeds, bad=st.sampled_from((0, 0, 1)))
    def release_set(self, numbers, seed, bad) -> None:
        members = [one for number in numbers if (one := self.world.pick(number))]
        for one in members:
            self.world.put(self.world.edit(one, seed))
        if bad and members:
            self.world.spoil(members[0], seed)
        self.world.sets.append(frozenset(one.id for one in members))
        self.done()

    # --- columns, tags, the site ---------------------------------------------------------------------------
    @rule(number=few, seed=seeds)
    def edit_a_column(self, number, seed) -> None:
        columns = self.world.columns()
        one = columns[number % len(columns)]
        data = {**one.data, "position": seed % 5, "in_menu": bool(seed & 8), "description": f"说明{seed}"}
        self.world.put(replace(one, title=f"栏目{seed}", data=data) if seed & 1 else replace(one, data=data))
        self.done()

    @rule(number=few, where=few, top=yes_no, address=yes_no)
    def move_a_column(self, number, where, top, address) -> None:
        columns = self.world.columns()
        one, parent = columns[number % len(columns)], columns[where % len(columns)]
        inside = parent.path.startswith(one.path) or parent.data["parent"] == one.id
        if parent.locale == one.locale and not inside:
            self.world.move_column(one, None if top else parent, address=address)
        self.done()

    @rule(place=few, name=few, wait=held_back)
    def rename_a_tag(self, place, name, wait) -> None:
        self.world.rename_tag(place, f"标签{name}")
        self.done(wait)

    @rule(numbers=st.lists(which, max_size=4), english=yes_no)
    def choose_leads(self, numbers, english) -> None:
        locale = "en" if english else "zh-hans"
        lead = [one.id for number in numbers if (one := self.world.pick(number)) and one.locale == locale]
        page = self.world.live.get(f"page:home-{locale}") or home(locale)
        self.world.put(replace(page, data={**page.data, "lead": lead}))
        self.done()

    @rule(value=few, english=yes_no)
    def change_the_identity(self, value, english) -> None:
        self.world.put(identity("en" if english else "zh-hans", organiser=f"办公厅{value}"))
        self.done()

    @rule()
    def close_or_open_the_english_site(self) -> None:
        if page := self.world.live.get("page:home-en"):
            self.world.drop(page)
        else:
            self.world.put(home("en"))
        self.done()

    @rule(days=st.integers(1, 9))
    def days_pass(self, days) -> None:
        self.world.day = min(self.world.day + days, 50)
        self.done()

    @rule(value=few, address=yes_no)
    def change_settings(self, value, address) -> None:
        if address:
            self.stage.site_url = f"https://www{value}.example.gov.cn"
        else:
            self.stage.options = {"security_contact": f"mailto:a{value}@example.gov.cn"} if value else {}
        self.done()

    @rule(which=few, value=few)
    def change_the_theme(self, which, value) -> None:
        self.stage.change_theme(which, value)
        self.done()

    # --- the publisher -------------------------------------------------------------------------------------
    @rule(thousandth=st.integers(0, 1000), number=which, seed=seeds, going_on=yes_no)
    def kill_it(self, thousandth, number, seed, going_on) -> None:
        """In the middle of publishing an edit; then a new process goes on, or one that knew the site before."""
        if one := self.world.pick(number):
            self.world.put(self.world.edit(one, seed))
        self.stage.publish_and_die(thousandth)
        FIGURES.kills += 1
        if not going_on:
            self.stage.restart()
        self.done()

    @rule()
    def restart(self) -> None:
        self.stage.restart()
        self.done()

    @rule()
    def another_publisher_takes_its_turn(self) -> None:
        self.stage.take_turns()
        self.done()

    @rule(how=few)
    def damage_the_state(self, how) -> None:
        self.stage.damage_state(how)
        self.done()

    @rule(number=few)
    def roll_back_and_go_on(self, number) -> None:
        self.stage.roll_back(number)
        self.done()

    @rule()
    def break_the_theme_and_mend_it(self) -> None:
        self.stage.break_theme()
        self.done()

    @rule()
    def publish_in_full(self) -> None:
        self.stage.publish(full=True)
        self.done()

    @rule()
    def compare(self) -> None:
        self.stage.compare()
        self.steps += 1

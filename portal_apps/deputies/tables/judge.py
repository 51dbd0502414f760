"""What becomes of each row of a list of deputies, and what stands against it."""

from dataclasses import dataclass, field
from typing import Any

from foundation.imports.kinds import Action, Row

from ..models import Body, Mandate, Person, Tag
from . import identity
from .columns import OF
from .known import BODIES, Known, same_month

REGISTER = "先在“机构”里登记，或者核对名称。"
#: What a mandate is registered with; afterwards it changes by a verb with a paper of its own, not by a table.
SETTLED = {"delegation", "electing_unit", "source", "starts_on", "ends_on", "groups", "posts"}


@dataclass
class Plan:
    """What to write for one row. `tags` None: they stay."""

    person: Person | None = None
    mandate: Mandate | None = None
    basic: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)  # of the mandate
    tags: list[Tag] | None = None
    posts: list[tuple[Body, str]] = field(default_factory=list)


def judge(rows: list[Row], choices: dict[str, Any], by) -> None:
    """See `foundation.imports.kinds.TableKind`."""
    if not (term := choices.get("term")):
        for row in rows:
            row.blame("", "上传时选的届次已经不在", "重新上传，再选一次届次。")
        return
    judging = Judging(Known(rows, term))
    for row in rows:
        judging.row(row)


class Judging:
    def __init__(self, known: Known) -> None:
        self.known, self.term = known, known.term
        self.numbers: dict[str, int] = {}  # identity number → row that has it
        self.names: dict[tuple[str, int, int], tuple[int, str | None]] = {}
        self.taken: dict[int, int] = {}  # person → row

    def row(self, row: Row) -> None:
        row.memo = plan = Plan()
        self._term(row)
        self._number(row)
        self._twice(row)
        plan.person = self._person(row)
        mandates = self.known.mandates[plan.person.pk] if plan.person else []
        plan.mandate = next((one for one in mandates if one.term_id == self.term.pk), None)
        self._areas(row, mandates)
        said = self._bodies(row, plan)
        self._diff(row, plan, said)
        if plan.person is None or plan.mandate is None:
            row.action = Action.CREATE
        else:
            changed = plan.basic or plan.personal or plan.columns or plan.tags is not None
            row.action = Action.UPDATE if changed else Action.UNCHANGED

    def _term(self, row: Row) -> None:
        term, level = str(self.term), self.known.areas[self.term.area_id].get_level_display()
        if row["term"] and row["term"] not in term:
            row.blame("term", "和上传时选的届次不同", f"这次导入的是{term}；别的届另做一份。")
        if row["level"] and row["level"].removesuffix("代表").removesuffix("级") not in level:
            row.blame("level", "和上传时选的届次不是一个层级", f"这次导入的是{level}代表。")

    def _number(self, row: Row) -> None:
        """The number knows birthday and sex: where they are said too, they must agree; where not, it fills them in."""
        if not (number := row["id_number"]):
            return
        born, sex = identity.birthday(number), identity.sex(number)
        if row["born_on"] and born and not same_month(row["born_on"], born):
            row.blame("born_on", "和公民身份号码里的出生日期不同", "对照身份证改其中一个。")
        if row["sex"] in ("1", "2") and row["sex"] != sex:
            row.blame("sex", "和公民身份号码里的性别不同", "对照身份证改其中一个。")
        if not row["born_on"] or row["born_on"].day == 1:
            row.values["born_on"] = born
        row.values["sex"] = row["sex"] or sex

    def _twice(self, row: Row) -> None:
        number, name, born = row["id_number"], row["name"], row["born_on"]
        if number and (first := self.numbers.setdefault(number, row.number)) != row.number:
            row.blame("id_number", f"和第 {first} 行的公民身份号码相同", "同一个人只留一行。")
        elif name and born:
            first, other = self.names.setdefault((name, born.year, born.month), (row.number, number))
            if first != row.number and not (number and other and number != other):
                row.blame(
                    "name",
                    f"和第 {first} 行同名，出生年月也相同",
                    "是一个人的只留一行；不是的，两行都填公民身份号码。",
                )

    def _person(self, row: Row) -> Person | None:
        found = self._found(row)
        if found is not None:
            first = self.taken.setdefault(found.pk, row.number)
            if first != row.number:
                row.blame("name", f"和第 {first} 行是系统里的同一个人", "同一个人只留一行。")
        return found

    def _found(self, row: Row) -> Person | None:
        """By identity number; else the one of that name and month whose number, if any, is not another."""
        number = row["id_number"]
        if number in self.known.by_number:
            return self.known.people[self.known.by_number[number]]
        same = [one for one in self.known.by_name[row["name"] or ""] if not self._is_other(one, number)]
        if row["born_on"] is None:
            if same:
                row.blame("born_on", "系统里有同名的人，分不清是不是同一个", "填出生日期或者公民身份号码。")
            return None
        near = [one for one in same if same_month(one.born_on, row["born_on"])]
        if len(near) > 1:
            row.blame("name", f"系统里有 {len(near)} 个同名、同出生年月的人", "填公民身份号码。")
        if same and not near:
            row.remark(
                "name", "系统里有同名、出生年月不同的人，会作为另一个人新增", "看一眼是不是填错了出生年月。"
            )
        return near[0] if len(near) == 1 else None

    def _is_other(self, person: Person, number: str | None) -> bool:
        known = self.known.personal.get(person.pk)
        return bool(number and known and known.id_number and known.id_number != number)

    def _areas(self, row: Row, mandates: list[Mandate]) -> None:
        """选举法第四十八条: several levels are normal, two unrelated areas are not possible."""
        for one in mandates:
            if not self.known.related(one.term.area_id, self.term.area_id):
                area, other = self.known.areas[self.term.area_id], self.known.areas[one.term.area_id]
                row.blame(
                    "name",
                    f"已经是{other}的代表，{other}和{area}没有隶属关系，一个人不能同时当选",
                    "核实当选的是哪一个（《选举法》第四十八条）。",
                )

    def _bodies(self, row: Row, plan: Plan) -> dict[str, Any]:
        """The row's values with bodies, people and tags in place of their names."""
        said = {key: value for key, value in row.values.items() if value not in (None, "", [])}
        for key, kind in BODIES.items():
            if key in said and (found := self.known.body(kind, said[key])):
                said[key] = found
            elif key in said:
                row.blame(key, f"系统里没有“{said.pop(key)[:30]}”", REGISTER)
        if "contact_member" in said:
            said["contact_member"] = self.known.contact(said["contact_member"])
            if said["contact_member"] is None:
                row.blame(
                    "contact_member", "常委会里没有这一位，或者不止一位", "核对姓名；先登记常委会任职。"
                )
        plan.posts = self._posts(row, said)
        if any(body.kind == "standing_committee" for body, _ in plan.posts) and plan.person:
            self._no_office(row, plan.person)
        tags = self._tags(row, said)
        if plan.mandate is None or (tags and tags != self._tags_now(plan.mandate, said)):
            plan.tags = self._all_tags(plan.mandate, tags, said)
        return said

    def _posts(self, row: Row, said: dict[str, Any]) -> list[tuple[Body, str]]:
        found = []
        for name in said.get("groups", []):
            if body := self.known.body("deputy_group", name):
                found.append((body, "member"))
            else:
                row.blame("groups", f"系统里没有“{name[:30]}”", REGISTER)
        for name in said.get("posts", []):
            if post := self.known.posts.get(name):
                found.append(post)
            else:
                row.blame("posts", f"系统里没有“{name[:30]}”这个职务", "写成机构全称加职务；" + REGISTER)
        return found

    def _no_office(self, row: Row, person: Person) -> None:
        """地方组织法第四十七条."""
        if person.pk in self.known.office_holders:
            row.blame(
                "posts",
                "担任国家机关职务，不能是常务委员会组成人员",
                "先登记离任（《地方组织法》第四十七条）。",
            )

    def _tags(self, row: Row, said: dict[str, Any]) -> set[Tag]:
        found = set()
        for kind in ("structure", "field"):
            for name in said.get(kind, []):
                if tag := self.known.tags.get((kind, name)):
                    found.add(tag)
                else:
                    row.blame(kind, f"标签表里没有“{name[:20]}”", "核对写法；几个之间用顿号隔开。")
        return found

    @staticmethod
    def _tags_now(mandate: Mandate, said: dict[str, Any]) -> set[Tag]:
        return {tag for tag in mandate.tags.all() if tag.kind in said}

    @staticmethod
    def _all_tags(mandate: Mandate | None, tags: set[Tag], said: dict[str, Any]) -> list[Tag]:
        kept = {tag for tag in mandate.tags.all() if tag.kind not in said} if mandate else set()
        return sorted(tags | kept, key=lambda tag: tag.pk)

    def _diff(self, row: Row, plan: Plan, said: dict[str, Any]) -> None:
        personal = self.known.personal.get(plan.person.pk) if plan.person else None
        for key, value in said.items():
            match OF[key]:
                case "person":
                    if not _same(plan.person, key, value):
                        plan.basic[key] = value
                case "personal":
                    if personal is None or getattr(personal, key) != value:
                        plan.personal[key] = value
                case "mandate" if plan.mandate is None:
                    plan.columns[key] = value
                case "mandate" if not _same(plan.mandate, key, value):
                    self._settled(row, plan, key, value)
        if plan.mandate:
            self._posts_settled(row, plan.mandate, plan)
            state = plan.mandate.get_state_display()
            if row["state"] and row["state"] != state:
                row.remark(
                    "state", f"系统里是“{state}”，表格不改状态", "资格的变更要凭文件，在代表的资料里办。"
                )

    def _settled(self, row: Row, plan: Plan, key: str, value: Any) -> None:
        if key in SETTLED:
            row.blame(
                key, "和已经登记的不同", "已经登记的这一项不能用表格改：调动、更正在代表的资料里办，凭文件。"
            )
        else:
            plan.columns[key] = value

    @staticmethod
    def _posts_settled(row: Row, mandate: Mandate, plan: Plan) -> None:
        held = {(post.body_id, post.post) for post in mandate.posts.all() if post.until is None}
        new = [(body, post) for body, post in plan.posts if (body.pk, post) not in held]
        if new:
            key = "groups" if new[0][0].kind == "deputy_group" else "posts"
            row.blame(key, "和已经登记的任职不同", "任职的变动在“机构”里办，凭文件。")


def _same(thing: Any, key: str, value: Any) -> bool:
    """An unknown day of a month is no other day of it."""
    if thing is None:
        return False
    if key == "contact_member":
        return thing.contact_member_id == value
    now = getattr(thing, key)
    if key == "born_on" and value.day == 1 and same_month(now, value):
        return True
    return now == value

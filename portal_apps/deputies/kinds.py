"""The kinds of bodies as one table: what each is, below what it stands, which posts it has, which law says so."""

from dataclasses import dataclass

MEMBER = ("member", "成员")
COMMITTEE = (("chair", "主任委员"), ("vice_chair", "副主任委员"), ("member", "委员"))


@dataclass(frozen=True)
class BodyKind:
    """`of_term`: belongs to one term of the congress. `below`: kinds it may stand under. `deputies`: its members are
    deputies of that congress. `organ`: one says to which of 一府一委两院 it belongs. `place`: roles are granted for it.
    """

    key: str
    name: str
    source: str
    posts: tuple[tuple[str, str], ...] = ()
    of_term: bool = False
    below: tuple[str, ...] = ()
    deputies: bool = False
    organ: bool = False
    place: str = ""


KINDS = (
    BodyKind(
        "standing_committee",
        "常务委员会",
        "《地方组织法》第四十七条",
        (("chair", "主任"), ("vice_chair", "副主任"), ("secretary_general", "秘书长"), ("member", "委员")),
        of_term=True,
        deputies=True,
    ),
    BodyKind(
        "special_committee", "专门委员会", "《地方组织法》第三十三条", COMMITTEE, of_term=True, deputies=True
    ),
    BodyKind(
        "credentials_committee",
        "代表资格审查委员会",
        "《地方组织法》第五十六条",
        COMMITTEE,
        of_term=True,
        deputies=True,
    ),
    BodyKind(
        "working_body",
        "工作机构",
        "《地方组织法》第五十九条；代表工作委员会：《代表法》第十二条",
        (("head", "负责人"), ("deputy_head", "副职"), ("staff", "工作人员")),
    ),
    BodyKind(
        "administrative_office",
        "办事机构",
        "《地方组织法》第五十九条",
        (("head", "负责人"), ("deputy_head", "副职"), ("staff", "工作人员")),
    ),
    BodyKind(
        "delegation",
        "代表团",
        "《代表法》第十四条",
        (("leader", "团长"), ("vice_leader", "副团长")),
        of_term=True,
        deputies=True,
        place="delegation",
    ),
    BodyKind(
        "deputy_group",
        "代表小组",
        "《代表法》第二十七条",
        (("leader", "组长"), ("vice_leader", "副组长"), MEMBER),
        of_term=True,
        below=("delegation",),
        deputies=True,
    ),
    BodyKind("electing_unit", "选举单位", "《地方组织法》第八条"),
    BodyKind(
        "handling_unit",
        "承办单位",
        "《代表法》第五十一条",
        below=("handling_unit",),
        organ=True,
        place="unit",
    ),
    BodyKind("desk", "办理岗位", "承办单位内部分工", below=("handling_unit",)),
    BodyKind("liaison_station", "代表联络站", "《地方组织法》第六十条", place="station"),
)
BY_KEY = {kind.key: kind for kind in KINDS}

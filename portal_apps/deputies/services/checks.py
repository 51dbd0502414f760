"""What the law says about who may be a deputy of what, and hold which post."""

from foundation.rights.refusals import Refused

from ..kinds import BY_KEY
from ..models import Body, Mandate, Person, Term


def assert_body(body: Body, kind: str, term: Term | None = None) -> None:
    """The body is of this kind, still there, and of this term where it has one."""
    if body.kind != kind:
        raise Refused(f"{body}不是{BY_KEY[kind].name}。")
    if not body.valid():
        raise Refused(f"{body}已经结束，请选现在的。")
    if body.term_id and term is not None and body.term_id != term.pk:
        raise Refused(f"{body}属于{body.term}，不属于{term}。")


def assert_one_line(person: Person, term: Term) -> None:
    """选举法第四十八条: nobody is deputy of two areas of which neither lies within the other; levels may differ."""
    others = Mandate.objects.current().filter(person=person).select_related("term__area__parent")
    for other in others:
        if other.term_id == term.pk:
            raise Refused(f"{person}已经是{term}的代表，或者正在审查。")
        if not other.area.related_to(term.area):
            raise Refused(
                f"{person}是{other.area}的代表，{other.area}和{term.area}没有隶属关系，"
                "一个人不能同时当选（《选举法》第四十八条）。"
            )


def assert_no_office(person: Person) -> None:
    """地方组织法第四十七条."""
    held = person.offices.open().first()
    if held is not None:
        raise Refused(
            f"{person}担任{held}。常务委员会组成人员不得担任国家行政、监察、审判、检察机关的职务"
            "（《地方组织法》第四十七条），先登记离任再任职。"
        )

"""Fields of acts that choose among things: units, people, promises, items; and things that are several fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q

from portal_apps.deputies.models import Body, Mandate

from ..models import Category, Commitment, Handling, Item, Reply, Sponsor
from ..models.filing import Situation
from ..models.items import Publicity
from ..people import granted_at
from ..reach import readable
from ..services import Letter, Place


class Deputies(forms.CharField):
    """Names, as one would write them on paper; a name that two deputies bear is written with the delegation."""

    def __init__(self, item: Item, **kwargs) -> None:
        serving = Mandate.objects.serving().filter(term=item.term).select_related("person", "delegation")
        self.known = [one for one in serving if one.person != item.lead.mandate.person]
        kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        kwargs["help_text"] = (
            "写姓名，几位之间用顿号或者空格分开；同名的写成“姓名（代表团）”。对方会收到消息，用自己的账号确认。"
        )
        super().__init__(**kwargs)

    def clean(self, value: str) -> list[Mandate]:
        text = super().clean(value)
        for mark in "、，,;；\n\r\t\u3000":
            text = text.replace(mark, " ")
        return list(dict.fromkeys(self._one(name) for name in text.split()))

    def _one(self, written: str) -> Mandate:
        name, _, body = written.replace("(", "（").rstrip("）)").partition("（")
        found = [
            one
            for one in self.known
            if one.person.name == name.removesuffix("代表") and (not body or str(one.delegation) == body)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            bodies = "、".join(f"{name}（{one.delegation}）" for one in found)
            raise forms.ValidationError(f"叫“{name}”的代表有 {len(found)} 位，请写成：{bodies}。")
        raise forms.ValidationError(f"本届在任代表里没有“{written}”。请核对姓名。")


class OtherItem(forms.CharField):
    """By its number."""

    def __init__(self, item: Item, user, **kwargs) -> None:
        self.item, self.user = item, user
        super().__init__(help_text="写那一件的编号，例如：第41号。", **kwargs)

    def clean(self, value: str) -> Item | None:
        number = super().clean(value).strip()
        if not number:
            return None
        found = readable(self.user).filter(term=self.item.term, kind=self.item.kind, number=number)
        one = found.exclude(pk=self.item.pk).order_by("-pk").first()
        if one is None:
            raise forms.ValidationError(f"没有编号是“{number}”的建议。")
        return one


def _one_of(rows: Callable[[Any], Any], **more) -> Callable[..., forms.Field]:
    def make(of, label: str) -> forms.Field:
        return forms.ModelChoiceField(rows(of), label=label, required=of.needed, empty_label="请选", **more)

    return make


def _several_of(rows: Callable[[Any], Any]) -> Callable[..., forms.Field]:
    def make(of, label: str) -> forms.Field:
        return forms.ModelMultipleChoiceField(
            rows(of), label=label, required=of.needed, widget=forms.CheckboxSelectMultiple
        )

    return make


def _units(of=None):
    return Body.objects.open().kind("handling_unit")


def _organs(of):
    return Body.objects.open().kind("special_committee", "working_body")


def _to_hear(of):
    """Everybody the reply is for."""
    merged = of.item.merges.values("item")
    return (
        Sponsor.objects.confirmed()
        .filter(Q(item=of.item) | Q(item__in=merged))
        .select_related("mandate__person")
    )


def _handlers(of):
    from foundation.accounts.models import User

    people = granted_at(of.thing.unit.key, "suggestions.handle")
    return User.objects.filter(pk__in=[one.pk for one in people])


def _category(of, label: str) -> forms.Field:
    """With what the deputy thinks."""
    field = _one_of(lambda of: Category.objects.filter(closed=False))(of, label)
    wished = of.item.suggested_category
    if wished is not None:
        field.help_text = f"代表建议归入“{wished}”。"
    return field


MAKERS: dict[str, Callable[..., forms.Field]] = {
    "deputies": lambda of, label: Deputies(of.item, label=label, required=of.needed),
    "into": lambda of, label: OtherItem(of.item, of.user, label=label, required=of.needed),
    "sponsor": _one_of(
        lambda of: of.item.sponsors.carrying().filter(role="co").select_related("mandate__person")
    ),
    "sponsors": _several_of(_to_hear),
    "category": _category,
    "unit": _one_of(_units),
    "desk": _one_of(lambda of: Body.objects.open().filter(kind="desk", parent=of.thing.unit_id)),
    "person": _one_of(_handlers),
    "sub": _one_of(lambda of: of.thing.subs.filter(done_at=None).select_related("desk")),
    "commitment": _one_of(
        lambda of: Commitment.objects.filter(handling=of.thing, reply__state=Reply.State.DRAFT)
    ),
    "committee": _one_of(lambda of: Body.objects.open().kind("special_committee")),
    "organ": _one_of(_organs),
    "supervisor": _one_of(_organs),
}


class Units:
    """Which units, and how they take part."""

    NAMES = {Handling.Role.MAIN: "main", Handling.Role.ASSIST: "assist", Handling.Role.SEPARATE: "separate"}

    @staticmethod
    def fields(offer, user) -> dict[str, forms.Field]:
        proposed = list(offer.item.handlings.filter(state="proposed"))
        wished = list(offer.item.suggested_units.all())
        by_role = {role: [one.unit_id for one in proposed if one.role == role] for role in Units.NAMES}
        several = forms.CheckboxSelectMultiple
        said = f"代表建议由{'、'.join(map(str, wished))}承办；不采用的，写明理由。" if wished else ""
        return {
            "main": forms.ModelChoiceField(
                _units(),
                label="主办单位",
                required=False,
                empty_label="（没有主办）",
                initial=(by_role[Handling.Role.MAIN] or [None])[0],
                help_text=said,
            ),
            "assist": forms.ModelMultipleChoiceField(
                _units(),
                label="协办单位",
                required=False,
                widget=several,
                initial=by_role[Handling.Role.ASSIST],
            ),
            "separate": forms.ModelMultipleChoiceField(
                _units(),
                label="分别办理（两个以上，不和主办、协办同用）",
                required=False,
                widget=several,
                initial=by_role[Handling.Role.SEPARATE],
            ),
        }

    @staticmethod
    def made(cleaned: dict[str, Any]) -> list[Place]:
        main = [cleaned["main"]] if cleaned.get("main") else []
        chosen = {"main": main, "assist": cleaned.get("assist", ()), "separate": cleaned.get("separate", ())}
        places = [Place(unit, role) for role, name in Units.NAMES.items() for unit in chosen[name]]
        if not places:
            raise forms.ValidationError("请选承办单位。")
        return places


def _long(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class ReplyLetter:
    """The letter of a unit: its fields are columns of `Reply`."""

    @staticmethod
    def fields(offer, user) -> dict[str, forms.Field]:
        return ReplyLetter.of(offer.thing)

    @staticmethod
    def of(handling: Handling) -> dict[str, forms.Field]:
        """With what was written last; the first time with what the unit wrote in its last letter to anybody."""
        last = handling.replies.last()
        made: dict[str, forms.Field] = {
            "body": forms.CharField(
                label="答复正文",
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 16}),
                help_text="称呼、首句、结尾和落款由平台排。逐条回应代表提的办法；承诺写清做什么、何时完成、谁负责。",
            ),
            "situation": forms.ChoiceField(
                label="办理结果属于哪种情形",
                choices=Situation.choices,
                widget=forms.RadioSelect,
                help_text="《河南省办法》第十九条。右上角的 A、B、C、D 由情形定。",
            ),
            "assist_note": _long("协办单位意见的说明", "有协办意见的必填（第十八条）。"),
        }
        for name, (label, length) in LINES.items():
            made[name] = forms.CharField(label=label, max_length=length, required=False)
        made["publicity"] = forms.ChoiceField(
            label="这份答复可以公开吗", choices=Publicity.choices, widget=forms.RadioSelect
        )
        made["publicity_reason"] = forms.CharField(
            label="不公开、只公开摘要的理由", max_length=300, required=False
        )
        made["public_summary"] = _long("公开摘要")
        made["publicity"].initial = Publicity.FULL
        if last:
            for name, field in made.items():
                field.initial = last.text if name == "body" else getattr(last, name)
        else:
            before = Reply.objects.filter(handling__unit=handling.unit, delivered_at__isnull=False).last()
            for name in KEPT:
                made[name].initial = getattr(before, name) if before else ""
            made["contact_unit"].initial = made["contact_unit"].initial or handling.unit.name
        return made

    @staticmethod
    def made(cleaned: dict[str, Any]) -> Letter:
        names = ("situation", "assist_note", *LINES, "publicity", "publicity_reason", "public_summary")
        body = "\n".join(cleaned["body"].splitlines())
        return Letter(body=[{"heading": "", "text": body}], **{name: cleaned[name] for name in names})


LINES = {
    "title": ("标题（空着由平台写）", 200),
    "document_number": ("发文字号", 60),
    "contact_unit": ("联系单位", 100),
    "contact_person": ("联系人", 50),
    "contact_phone": ("联系电话", 30),
    "copies": ("抄送", 300),
}

#: the same in most letters of a unit
KEPT = ("contact_unit", "contact_person", "contact_phone", "copies")

WHOLE: dict[str, Any] = {"units": Units, "letter": ReplyLetter}

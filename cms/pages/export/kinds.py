"""What only one kind of page knows: the `data` of its document, keys as in docs/theme.md.

Dates are `YYYY-MM-DD`, times ISO UTC; an unknown value is left out, never "".
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from typing import Any

from .. import models
from .blocks import Composer
from .moments import moment


def fields(page, *names: str) -> dict[str, Any]:
    """The named fields as JSON values, with the label of a choice beside its value; empty ones left out."""
    data: dict[str, Any] = {}
    for name in names:
        value = getattr(page, name)
        if isinstance(value, datetime):
            value = moment(value)
        elif isinstance(value, date):
            value = value.isoformat()
        if value in ("", None):
            continue
        data[name] = value
        if page._meta.get_field(name).choices and isinstance(value, str):
            data[f"{name}_label"] = str(getattr(page, f"get_{name}_display")())
    return data


def news(page, composer: Composer) -> dict:
    return fields(page, "news_type")


def notice(page, composer: Composer) -> dict:
    return fields(page, "document_number")


def legislative(page, composer: Composer) -> dict:
    return fields(
        page,
        *("info_type", "opens_on", "closes_on", "how_to_comment"),
        *("passed_on", "approved_on", "promulgated_on", "effective_on"),
    )


def policy(page, composer: Composer) -> dict:
    return fields(
        page,
        *("policy_type", "document_number", "index_number", "issuing_body"),
        *("passed_on", "effective_on", "validity"),
    )


def meeting(page, composer: Composer) -> dict:
    agenda = [
        {"category": v.get("category") or "", "subject": v["subject"], "action": v.get("action") or ""}
        for v in (block["value"] for block in page.agenda.get_prep_value())
    ]
    return {**fields(page, "meeting_name", "starts_at", "ends_at", "venue", "live_url"), "agenda": agenda}


def picture_story(page, composer: Composer) -> dict:
    pictures = []
    for entry in page.pictures.all():
        if picture := composer.picture(entry.image_id, entry.alt):
            pictures.append({"picture": asdict(picture), "caption": entry.caption})
    return {"pictures": pictures}


def topic(page, composer: Composer) -> dict:
    groups = []
    for title, items in groupby(sections_first(page.items.all()), key=lambda item: item.section):
        documents = composer.documents(item.page_id for item in items)
        if documents:
            groups.append({"title": title, "documents": documents})
    return {"groups": groups}


def sections_first(items) -> list:
    """Items in the order of the editor, with those of one section together."""
    items = list(items)
    order = {item.section: position for position, item in reversed(list(enumerate(items)))}
    return sorted(items, key=lambda item: order[item.section])


def column(page, composer: Composer) -> dict:
    data = fields(page, "short_name", "description", "keywords", "cadence")
    parent = composer.lookup.columns.get(page.path[: -page.steplen])
    if parent:
        data["parent"] = f"page:{parent}"
    position = page._str2int(page.path[-page.steplen :])
    return {**data, "column_type": page.column_type, "in_menu": page.show_in_menus, "position": position}


def home(page, composer: Composer) -> dict:
    lead = composer.documents(item.page_id for item in page.lead_items.all())
    return {**fields(page, "description"), "lead": lead}


def plain(page, composer: Composer) -> dict:
    return {}


KINDS: dict[type, tuple[str, Callable[[Any, Composer], dict]]] = {
    models.HomePage: ("home", home),
    models.ColumnPage: ("column", column),
    models.NewsPage: ("news", news),
    models.NoticePage: ("notice", notice),
    models.LegislativePage: ("legislative", legislative),
    models.PolicyPage: ("policy", policy),
    models.MeetingNoticePage: ("meeting", meeting),
    models.PictureStoryPage: ("picture_story", picture_story),
    models.TopicPage: ("topic", topic),
    models.PlainPage: ("page", plain),
}

#: Child relations read together with their pages: model → (related name, field that points at something).
CHILDREN = {
    models.HomePage: "lead_items",
    models.TopicPage: "items",
    models.PictureStoryPage: "pictures",
}

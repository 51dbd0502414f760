"""Texts somebody began and never published: what a colleague takes over when that person goes."""

from django.db.models import QuerySet
from wagtail.models import Page

from foundation.life.open_work import OpenWork, register_open_work
from foundation.rights.may import may
from foundation.rights.refusals import Refused


def drafts_of(person) -> QuerySet:
    """Of what was public once the house is the author; who owns it does not matter any more."""
    return Page.objects.filter(owner=person, first_published_at=None, depth__gt=2)


def move(old, new, by) -> int:
    """The new owner counts as an author from now on (authors.py), so no text is reviewed by who took it over."""
    if not may(new, "content.write"):
        raise Refused(f"{new}不能写稿，接不了未发布的稿件。请移交给编辑，或者先给他编辑的角色。")
    return drafts_of(old).update(owner=new)


def register() -> None:
    register_open_work(OpenWork("drafts", "未发布的稿件", lambda person: drafts_of(person).count(), move))

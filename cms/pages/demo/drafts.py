"""Drafts of the demo editor, one waiting at each stage; needs the demo accounts and is left out without them."""

from django.contrib.auth import get_user_model

from .. import models
from ..setup import manuscript
from . import library

STAGES = ("first_reviewer", "second_reviewer", "final_reviewer")
PASSED = {"first": 0, "second": 1, "final": 2}


def drafts_in_review() -> int:
    """Make the drafts that are missing; return how many were made."""
    users = get_user_model().objects
    people = {key: users.filter(username=key).first() for key in ("editor", *STAGES)}
    column = models.ColumnPage.objects.get(slug="dongtai", locale__language_code="zh-hans")
    if not all(people.values()):
        return 0
    images = library.pictures(lambda: None)
    missing = [
        spec
        for spec in library.load("drafts")["draft"]
        if not models.NewsPage.objects.child_of(column).filter(slug=spec["key"]).exists()
    ]
    for spec in missing:
        _carry(_write(spec, column, images, people["editor"]), spec, people)
    return len(missing)


def _write(spec: dict, column, images: dict, editor):
    page = models.NewsPage(
        title=spec["title"],
        slug=spec["key"],
        summary=spec["summary"],
        source="市人大常委会研究室",
        author_name="沈青禾",
        responsible_editor=str(editor),
        lead_image_id=images[spec["image"]],
        body=manuscript.stored(spec["body"], lambda kind, key: images[key]),
        owner=editor,
    )
    column.refresh_from_db()
    column.add_child(instance=page)
    page.save_revision(user=editor)
    return page


def _carry(page, spec: dict, people: dict) -> None:
    """Through the reviews up to the state of the example, each step by the person whose step it is."""
    from cms.editorial import services

    if spec["state"] == "draft":
        return
    services.submit_for_review(page, people["editor"])
    if spec["state"] == "returned":
        services.send_back(page, people["first_reviewer"], spec["comment"])
        return
    for stage in STAGES[: PASSED[spec["state"]]]:
        services.approve(page, people[stage])

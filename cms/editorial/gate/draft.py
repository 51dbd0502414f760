"""A draft page as a document, and the links in it that the export could not resolve."""

from publishing.contract import Document, Issue

WHAT = {"page": "指向的页面没有公开或已经删除", "document": "指向的文件已经不在资源库", "href": "没有目标"}


def draft_issues(page) -> tuple[Document, list[Issue]]:
    """The document as it would be published now, with one error per dead link."""
    from cms.pages.export import draft_document

    draft = draft_document(page)
    together = companions(page) if draft.dead_links else set()
    dead = [link for link in dict.fromkeys(draft.dead_links) if link not in together]
    return draft.document, [dead_link(link) for link in dead]


def companions(page) -> set[str]:
    """The members of the release set `page` waits in: they will be public when it is, so links to them are sound."""
    from ..models import ReleaseSetMember

    waiting = ReleaseSetMember.objects.filter(waiting=True)
    members = waiting.filter(release_set__in=waiting.filter(page_id=page.pk).values("release_set"))
    return {f"page:{number}" for number in members.values_list("page_id", flat=True)}


def dead_link(link: str) -> Issue:
    kind, _, number = link.partition(":")
    message = f"有链接{WHAT.get(kind, '没有目标')}" + (f"（编号 {number}）" if number else "")
    return Issue("broken_link", "error", "body", message, "重新选择链接的目标，或去掉链接。", number)

"""A published page gets the address its rule gives now; the old address keeps leading to it."""

from django.core.exceptions import ValidationError

from publishing.services import record_change

from ..models.retired import RetiredPath
from .actor import current_actor


def readdress(page) -> bool:
    """Give `page` and the structure below it their addresses. True when its own address changed."""
    path = page.build_public_path()
    if path == page.public_path:
        return False
    if not page.keeps_address:  # an address with the page's own number in it is nobody else's
        _assert_free(page, path)
    if page.public_path:
        RetiredPath.objects.get_or_create(path=page.public_path, defaults={"document_id": page.document_id})
        record_change(page.document_id, "move", actor=current_actor())
    page.public_path = path
    type(page).objects.filter(pk=page.pk).update(public_path=path)
    if not page.keeps_address:
        RetiredPath.objects.filter(path=path).delete()
        for child in _structure_below(page):
            readdress(child)
    return True


def _structure_below(page):
    """Published children whose address follows the tree; items keep the address they were born with."""
    for child in page.get_children().specific():
        if getattr(child, "public_path", None) and not child.keeps_address:
            yield child


def _assert_free(page, path: str) -> None:
    from ..models import public_models

    for model in public_models():
        holder = model.objects.filter(public_path=path).exclude(pk=page.pk).first()
        if holder:
            raise ValidationError(
                {"slug": f"地址 {path} 已经属于《{holder.title}》（编号 {holder.pk}），请换一个地址。"}
            )

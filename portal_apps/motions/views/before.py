"""Who raised this before: asked by the writing page while one types, and on a page of its own for an item that was filed."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.rights.door import requires

from ..before import search
from ..models import PARTS, Item
from ..offers import offered
from ..reach import words_readable

READ = ("suggestions.read", "motions.read")
WRITE = ("suggestions.write", "motions.write")
LEAST, MOST = 4, 6000  # characters asked with


@requires(*WRITE)
@require_POST
def while_writing(request):
    """For what stands in the form now; nothing is kept. The script of the page takes the part, without it a page opens."""
    title = " ".join(request.POST.get("title", "").split())[:200]
    parts = [request.POST.get(name, "").strip() for name in PARTS]
    text = "\n".join(part for part in parts if part)[:MOST]
    asked = len(title) >= LEAST
    shown = {"found": search(request.user, title, text) if asked else None, "writing": True}
    part = request.headers.get("X-Part") == "before"
    return render(request, "motions/before.html" if part else "motions/before_page.html", shown)


@requires(*READ)
@require_safe
def of_item(request, pk: int):
    """Beside a decision: is it to be merged, or was it answered already?"""
    item = get_object_or_404(words_readable(request.user), pk=pk)
    text = "\n".join(words for _, words in item.text.parts()) if item.text else ""
    found = search(request.user, item.title, text, without=item)
    merges = offered("merge", item, item, request.user)
    shown = {
        "found": found,
        "item": item,
        "merge": reverse("motions:act", args=[item.pk, "merge"]) if merges else "",
        "same_term": {one.item.pk for one in found.items if _takes(one.item, item)},
    }
    part = request.headers.get("X-Part") == "before"
    return render(request, "motions/before.html" if part else "motions/before_page.html", shown)


def _takes(other: Item, item: Item) -> bool:
    """Whether the other one can be named in the form of the merge."""
    return bool(other.number) and (other.term_id, other.kind) == (item.term_id, item.kind)

"""One view for every act of the table: its form from what the act needs, its service by its name, a refusal at the form."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from foundation.rights.door import requires
from foundation.rights.refusals import Refused

from .. import services
from ..forms.acts import ActForm
from ..models import Commitment, Handling, Item
from ..offers import ON_THE_PAGE, WITHIN_OTHERS, Offer, offered
from ..reach import readable
from ..table import BY_KEY, HANDLING, PROMISE, Step

READ = ("suggestions.read", "motions.read")
SERVICES = {"object": services.object_to_unit}
FILES = {"fulfil": "evidence", "explain": "files"}  # these take several


@requires(*READ)
def act(request, pk: int, verb: str, on: int = 0):
    """The form of an act on the item, on one of its handlings or promises; a POST does it."""
    item = get_object_or_404(readable(request.user), pk=pk)
    step = BY_KEY.get(verb)
    if step is None or verb in WITHIN_OTHERS:
        raise Http404
    if verb in ON_THE_PAGE:
        return redirect("motions:write", item.pk)
    thing = _thing(step, item, on)
    offer = Offer(step, thing, item)
    form = ActForm(offer, request.user, **_typed(request, offer))
    if request.method == "POST":
        if form.is_valid():
            try:
                _do(request, offer, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"“{step.name}”办好了。")
                return redirect("motions:case", item.pk)
        seen = request.POST.get("seen", thing.version)
    else:
        seen = thing.version
    shown = {
        "form": form,
        "item": item,
        "step": step,
        "offer": offer,
        "seen": seen,
        "possible": request.method == "POST" or offered(verb, thing, item, request.user),
        "text": item.text if step.key == "cosign" else None,
    }
    return render(request, "motions/act.html", shown, status=422 if form.errors else 200)


def _thing(step: Step, item: Item, on: int) -> Item | Handling | Commitment:
    """What the act is done to; one of another item is none. A merged item is answered by the other's units."""
    merge = getattr(item, "merge", None)
    of = merge.into_id if merge is not None and step.key == "evaluate" else item.pk
    if step.subject == HANDLING:
        return get_object_or_404(Handling.objects.select_related("unit", "item"), pk=on, item=of)
    if step.subject == PROMISE:
        return get_object_or_404(
            Commitment.objects.select_related("handling__unit"), pk=on, handling__item=of
        )
    return item


def _typed(request, offer: Offer) -> dict[str, Any]:
    if request.method == "POST":
        return {"data": request.POST, "files": request.FILES}
    return {"initial": {name: request.GET[name] for name in ("sponsor",) if name in request.GET}}


def _do(request, offer: Offer, form: ActForm) -> None:
    key, said = offer.step.key, form.values()
    files = [said.pop(name) for name in ("document", "evidence", "file") if name in said]
    if key in FILES:
        said[FILES[key]] = request.FILES.getlist("evidence") or files
    elif files:
        said["file"] = files[0]
    if isinstance(offer.thing, Handling) and offer.thing.item_id != offer.item.pk:
        said["item"] = offer.item
    if key == "comment":
        said |= _where(request, offer.item)
    seen = request.POST.get("seen", "")
    service = SERVICES.get(key) or getattr(services, key)
    service(offer.thing, by=request.user, seen=int(seen) if seen.isdigit() else None, **said)


def _where(request, item: Item) -> dict[str, Any]:
    """Which remark is answered."""
    answered = request.POST.get("answers", "")
    return {"answers": item.comments.filter(pk=answered).first()} if answered.isdigit() else {}

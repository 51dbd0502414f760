"""One view for every act of the table: its form from what the act needs, its service by its name, a refusal at the form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from foundation.accounts.dangerous import ask_for_proof
from foundation.rights.door import requires
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import rule_value

from .. import services
from ..facts import consequence, due_of, facts_for, why_not
from ..forms.acts import ActForm
from ..forms.papers import Handed, with_files
from ..models import Commitment, Handling, Item, Reply
from ..offers import ON_THE_PAGE, ON_THE_REPLY, WITHIN_OTHERS, Offer, offered
from ..public import deciding
from ..reach import readable
from ..services.replying.see_contact import may_see_contact
from ..table import BY_KEY, FILE_FIELDS, HANDLING, PROMISE, Step
from .replying import letter_context

READ = ("suggestions.read", "motions.read")
SERVICES = {"object": services.object_to_unit}
FILES = {"fulfil": "evidence", "explain": "files"}  # these take several, by this name


@requires(*READ)
def act(request, pk: int, verb: str, on: int = 0):
    """The form of an act on the item, on one of its handlings or promises; a POST does it."""
    item = get_object_or_404(readable(request.user), pk=pk)
    step = BY_KEY.get(verb)
    if step is None or verb in WITHIN_OTHERS:
        raise Http404
    if verb in ON_THE_PAGE:
        return redirect("motions:write", item.pk)
    thing = thing_of(step, item, on)
    if verb in ON_THE_REPLY:
        return redirect("motions:reply", item.pk, thing.pk)
    if verb == "sign_reply" and rule_value("motions.sign_proof") and (question := ask_for_proof(request)):
        return question
    offer = Offer(step, thing, item)
    form = form_of(request, offer)
    if request.method == "POST" and form.is_valid():
        try:
            look = deciding.to_look_at(offer, request.user, form.values(), request.POST.get("previewed", ""))
            if look is None:
                do(request, offer, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if look is not None:
                return render(request, "motions/act.html", _shown(request, offer, form) | {"look": look})
            messages.success(request, f"“{step.name}”办好了。")
            still = readable(request.user).filter(pk=item.pk).exists()
            return redirect("motions:case", item.pk) if still else redirect("motions:list")
    return render(
        request, "motions/act.html", _shown(request, offer, form), status=422 if form.errors else 200
    )


def _shown(request, offer: Offer, form: ActForm) -> dict[str, Any]:
    step, thing, item = offer.step, offer.thing, offer.item
    there = offered(step.key, thing, item, request.user)
    return {
        "form": form,
        "item": item,
        "step": step,
        "offer": offer,
        "seen": request.POST.get("seen", thing.version),
        "possible": request.method == "POST" or there,
        "why_not": why_not(step, thing),
        "due": due_of(step, thing),
        "facts": facts_for(step, thing, item),
        "consequence": consequence(step),
        "contacts": step.key == "contact" and may_see_contact(request.user, thing),
        "text": item.text if step.key == "cosign" else None,
        "checked": deciding.checked(offer) if there else None,
        **(_letter(offer) if there else {}),
    }


OF_LETTER = {"sign_reply", "send_back_reply", "deliver_reply"}  # one reads the letter before


def _letter(offer: Offer) -> dict[str, Any]:
    if offer.step.key in OF_LETTER:
        return letter_context(offer.thing) or {}
    if offer.step.key != "evaluate":
        return {}
    reply = offer.thing.replies.filter(state=Reply.State.DELIVERED).select_related("handling__unit").last()
    return {"reply": reply, "lead": offer.item.lead, "promises": reply.commitments.all() if reply else ()}


def thing_of(step: Step, item: Item, on: int) -> Item | Handling | Commitment:
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


def files_in(form: ActForm) -> dict[str, str]:
    """Its fields for files, and their purposes."""
    return {name: field.purpose for name, field in form.fields.items() if isinstance(field, Handed)}


def form_of(request, offer: Offer, make: Callable[..., ActForm] = ActForm) -> ActForm:
    """Empty, with what the address names, or with what was sent: its files are handed in by then."""
    if request.method != "POST":
        named = {name: request.GET[name] for name in ("sponsor", "into") if name in request.GET}
        return make(offer, request.user, initial=named | deciding.proposal(offer))
    data, faults = with_files(request, files_in(make(offer, request.user)))
    form = make(offer, request.user, data=data)
    for name, fault in faults.items():
        form.full_clean()
        form.add_error(name, fault)
    return form


def do(request, offer: Offer, form: ActForm, **more: Any) -> None:
    """Call the service of the act with what the form says. Raises Refused."""
    key, said = offer.step.key, form.values() | more
    files = [said.pop(name) for name in FILE_FIELDS if name in said]
    if files:
        said[FILES.get(key, "file")] = files[0]
    if key in FILES:
        said.setdefault(FILES[key], [])
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

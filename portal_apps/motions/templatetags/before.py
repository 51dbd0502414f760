"""`{% before_of item %}`: similar items beside a decision, for those who decide."""

from django import template

from foundation.rights.may import may

register = template.Library()
VERBS = ("suggestions.accept", "suggestions.check", "motions.register", "motions.review")


@register.inclusion_tag("motions/before_fold.html", takes_context=True)
def before_of(context, item):
    user = context["user"]
    return {"item": item, "shown": not item.is_private and any(may(user, verb, item) for verb in VERBS)}

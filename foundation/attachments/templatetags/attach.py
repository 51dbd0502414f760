"""`{% attach "motions.paper" stored %}`: the field where files are handed in."""

from django import template

from ..kinds import KINDS
from ..purposes import PURPOSES, Purpose
from ..road import road

register = template.Library()
#: What the system's file picker offers beside the suffix: a phone offers its camera for it.
WIDE = {"picture": "image/*", "sound": "audio/*"}

WORDS = {
    "picture": "照片和图片",
    "paper": "PDF、OFD、Word、Excel、PowerPoint 文件",
    "sound": "录音",
    "text": "文本",
}


def accepted(use: Purpose) -> str:
    """What the file picker offers."""
    kinds = [KINDS[key] for key in use.kinds]
    wide = [WIDE.get(kind.group, kind.suffix) for kind in kinds]
    return ",".join(dict.fromkeys(wide + [kind.suffix for kind in kinds]))


@register.inclusion_tag("attachments/field.html", takes_context=True)
def attach(
    context,
    purpose: str,
    stored=(),
    *,
    name: str = "attachments",
    label: str = "附件",
    help_text: str = "",
    needed: bool = False,
):
    """`stored` are the files the thing has already; the form posts their keys again as `name`."""
    use = PURPOSES[purpose]
    return {
        "use": use,
        "stored": list(stored),
        "name": name,
        "label": label,
        "needed": needed,
        "help_text": help_text or f"可以传{'、'.join(WORDS[group] for group in use.groups)}。",
        "accept": accepted(use),
        "road": road(),
        "records": "sound" in use.groups,
        "csrf_token": context.get("csrf_token"),
    }

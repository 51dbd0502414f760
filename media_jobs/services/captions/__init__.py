"""Verbs of captions. Every text is a draft until another person approves it; only then a player gets it."""

from ...captions.cues import Cue
from ...captions.timing import milliseconds, stamp
from .approve import approve_caption
from .delete import delete_caption
from .edit import edit_caption
from .read import cues_of, standing, version_of
from .recognise import ask_recognition, can_recognise
from .upload import upload_caption

__all__ = ["approve_caption", "ask_recognition", "can_recognise", "cues_of", "delete_caption", "edit_caption"]
__all__ += ["Cue", "milliseconds", "stamp", "standing", "upload_caption", "version_of"]

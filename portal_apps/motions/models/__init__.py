"""The nouns of this app."""

from .desk import Errand, ErrandRow, SavedView
from .drafts import Saved
from .facts import Fact, FactMark
from .filing import (
    Category,
    GateRule,
    Guide,
    NumberCounter,
    NumberSeries,
    ResultClass,
    SessionCutoff,
    Situation,
)
from .handling import AssistOpinion, Contact, Extension, Handling, ReturnRequest, SubHandling
from .items import PART_NAMES, PARTS, Item, Publicity, Repeated, Text, Wish
from .judging import Assessment, Evaluation, Grade, Redo
from .office import OfficeText, Revision
from .papers import LetterFile, LetterTemplate
from .replies import Commitment, Delivery, Reply
from .reports import ReportDraft, YearReport
from .sponsors import Sponsor
from .supervision import Conversion, Instruction, KeySupervision, Merge, MotionCourse, Urging
from .trace import Attachment, Comment, Event, Follow
from .words import Words

__all__ = ["PARTS", "PART_NAMES", "Assessment", "AssistOpinion", "Attachment", "Category", "Comment"]
__all__ += ["Fact", "FactMark", "ReportDraft", "YearReport"]
__all__ += ["Commitment", "Contact", "Conversion", "Delivery", "Evaluation", "Event", "Extension", "Follow"]
__all__ += [
    "GateRule",
    "Grade",
    "Guide",
    "Handling",
    "Instruction",
    "Item",
    "KeySupervision",
    "Merge",
    "MotionCourse",
]
__all__ += ["NumberCounter", "NumberSeries", "Publicity", "Redo", "Repeated", "Reply", "ResultClass"]
__all__ += ["Saved"]
__all__ += ["ReturnRequest", "SessionCutoff", "Situation", "Sponsor", "SubHandling", "Text", "Urging", "Wish"]
__all__ += ["LetterFile", "LetterTemplate", "OfficeText", "Revision"]
__all__ += ["Errand", "ErrandRow", "SavedView", "Words"]

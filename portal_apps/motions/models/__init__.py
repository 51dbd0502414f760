"""The nouns of this app."""

from .filing import Category, GateRule, NumberCounter, NumberSeries, ResultClass, SessionCutoff, Situation
from .handling import AssistOpinion, Contact, Extension, Handling, ReturnRequest, SubHandling
from .items import PART_NAMES, PARTS, Item, Publicity, Repeated, Text, Wish
from .judging import Assessment, Evaluation, Grade, Redo
from .replies import Commitment, Delivery, Reply
from .sponsors import Sponsor
from .supervision import Conversion, Instruction, KeySupervision, Merge, MotionCourse, Urging
from .trace import Attachment, Comment, Event, Follow

__all__ = ["PARTS", "PART_NAMES", "Assessment", "AssistOpinion", "Attachment", "Category", "Comment"]
__all__ += ["Commitment", "Contact", "Conversion", "Delivery", "Evaluation", "Event", "Extension", "Follow"]
__all__ += ["GateRule", "Grade", "Handling", "Instruction", "Item", "KeySupervision", "Merge", "MotionCourse"]
__all__ += ["NumberCounter", "NumberSeries", "Publicity", "Redo", "Repeated", "Reply", "ResultClass"]
__all__ += ["ReturnRequest", "SessionCutoff", "Situation", "Sponsor", "SubHandling", "Text", "Urging", "Wish"]

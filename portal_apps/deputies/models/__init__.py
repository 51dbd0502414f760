"""The nouns of this app."""

from .bodies import Body, LiaisonPerson, Organ
from .changes import FACTS, MandateChange
from .congress import Area, Level, Session, Term
from .mandates import Mandate, Source, Tag
from .membership import Membership, PublicOffice
from .people import SEALED, Person, PersonalData
from .rollovers import Rollover, RolloverState
from .watching import Absence, Alert, Relocation
from .wishes import Wish

__all__ = ["FACTS", "SEALED", "Absence", "Alert", "Area", "Body", "Level", "LiaisonPerson", "Mandate"]
__all__ += ["MandateChange", "Membership", "Organ", "Person", "PersonalData", "PublicOffice"]
__all__ += ["Relocation", "Rollover", "RolloverState", "Session", "Source", "Tag", "Term", "Wish"]

"""From what a file is to what will be made of it. Plain Python: no database, no file, no clock."""

from .cuts import chunks_of, even_cuts, key_cuts
from .ladder import Ladder
from .planner import plan
from .top import why_not_copied

__all__ = ["Ladder", "chunks_of", "even_cuts", "key_cuts", "plan", "why_not_copied"]

"""From the bytes of a file to rows of cells. Plain Python; whatever is wrong with the file is a `TableRefused`."""

from .header import Table, arrange
from .limits import Limits, TableRefused
from .open import read

__all__ = ["Limits", "Table", "TableRefused", "arrange", "read"]

"""Who raised this before: similar items of all terms with what became of them, and what was said in public about it."""

from .search import Earlier, Found, Paper, search

__all__ = ["Earlier", "Found", "Paper", "search"]

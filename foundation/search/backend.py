"""The modelsearch backend of the product, chosen by the database engine."""

from modelsearch.backends.database import SearchBackend

__all__ = ["SearchBackend"]

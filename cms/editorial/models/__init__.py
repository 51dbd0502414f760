"""Records of the editorial office."""

from .authorisation import PublishAuthorisation

__all__ = ["PublishAuthorisation"]

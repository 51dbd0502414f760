"""Refusals of verbs on messages; their texts are shown to the person."""


class MessageRefused(Exception):
    """The verb does not fit the state of the thing, or something is missing."""

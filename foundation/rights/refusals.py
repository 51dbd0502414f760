"""What a verb says to a person when it does not do something."""


class Refused(Exception):
    """The state of things forbids it; nothing was changed. The message is for people."""

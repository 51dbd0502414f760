"""How a verb is refused."""


class Refused(Exception):
    """Not now, or not so; the text is shown to the person."""

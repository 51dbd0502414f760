"""What is wrong with a file, in words for the person who handed it in."""


class Unfit(Exception):
    """The file cannot be kept; the message says why and what to do."""

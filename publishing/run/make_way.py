"""A long run ends for something that cannot wait."""


class MakeWay(Exception):
    """Raised by the progress of a run to end it. Nothing of it is seen; what it took in is put back (see `build`)."""

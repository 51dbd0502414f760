"""What an upload may be answered with."""

from foundation.rights.refusals import Refused


class UnfitFile(Refused):
    """The file itself cannot be kept; another one may."""


class ScannerAway(Refused):
    """The virus scanner the settings name does not answer; nothing is taken without it."""

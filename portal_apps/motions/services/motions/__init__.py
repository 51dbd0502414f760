"""Motions: from registration to the Presidium's outcome and what follows."""

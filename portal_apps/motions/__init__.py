"""Motions and suggestions (议案、建议) from draft to promise kept."""

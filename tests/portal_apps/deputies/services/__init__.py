"""The verbs of the deputies."""

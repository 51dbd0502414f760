"""Who keeps rules: the verbs of the table of rights that rules are filed under, in the order of the screen."""

from foundation.rights.may import may

VERBS = ("rules.keep", "content.rules", "notices.rules", "accounts.policy", "audit.rules", "system.settings")
#: A change there opens doors: the person proves again who sits there.
PROVED = {"accounts.policy", "audit.rules"}


def verbs_of(person) -> list[str]:
    """What this person reads and changes."""
    return [verb for verb in VERBS if may(person, verb)]

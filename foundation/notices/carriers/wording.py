"""Operators send only wordings they approved: which approved template says what a message of ours says."""

from .contract import Letter, Outcome, Result

LONGEST = 35  # characters of one variable; longer ones are refused by the gateways
UNREGISTERED = Outcome(Result.LATER, "短信模板没有登记，请系统管理员补上", "no_template", wait=900.0)


def approved(letter: Letter, codes: dict[str, str]) -> tuple[str, dict[str, str]] | None:
    """(template code, variables). Without one of its own, `default` says that there is something, without variables."""
    if letter.template in codes:
        return codes[letter.template], {name: value[:LONGEST] for name, value in letter.values.items()}
    return (codes["default"], {}) if "default" in codes else None

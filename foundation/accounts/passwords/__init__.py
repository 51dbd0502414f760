"""What a password must be (GB/T 22239-2019 §8.1.4.1 a): validators that read the rules."""

from .validators import Fresh, LongAndMixed, NotGuessable, NotOneself

__all__ = ["Fresh", "LongAndMixed", "NotGuessable", "NotOneself"]

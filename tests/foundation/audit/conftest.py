"""Verbs that only these tests use."""

from foundation.audit.verbs import register_verbs

register_verbs({f"test.{name}": "试" for name in ("act", "one", "two", "three", "inner", "bulk", "done")})

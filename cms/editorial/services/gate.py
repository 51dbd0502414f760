"""The publish gate as the editorial verbs see it."""


def assert_passes(page, revision) -> None:
    """Raise GateRefused (with its issues) when the revision may not go on."""
    from ..gate.services import assert_passes as gate  # the gate reads pages, which read these verbs

    gate(page, revision)

"""Why a release does not get onto a public host, for people and for programs."""

import errno


class ReleaseRefused(Exception):
    """The release was not accepted and nothing that is served has changed.

    `code` is for programs and tests; the text says what happened, `cure` what to do.
    """

    def __init__(self, code: str, what: str, cure: str = "") -> None:
        super().__init__(f"{what}{cure}")
        self.code, self.what, self.cure = code, what, cure


class TargetUnavailable(Exception):
    """The place a release should go to or come from does not answer, or does not let us in. Worth another try."""


def no_space(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)

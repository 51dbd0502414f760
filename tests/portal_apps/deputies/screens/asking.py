"""Where the screens are, and what an answer says."""

ROOT = "/deputies/"


def text(response) -> str:
    return response.content.decode()

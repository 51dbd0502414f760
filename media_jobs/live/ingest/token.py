"""What only our own ingest server knows: anybody on this machine can reach the address it asks."""

from django.utils.crypto import salted_hmac

HEADER = "X-Ingest-Token"


def token() -> str:
    """Follows from the secret of the installation, so there is nothing to set."""
    return salted_hmac("live.ingest", "callback", algorithm="sha256").hexdigest()

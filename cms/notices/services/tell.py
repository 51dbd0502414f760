"""Every language that has or had a notice goes to the publisher at once, in the emergency lane."""

from publishing.services import record_change

from ..export import all_ids


def tell_the_publisher(verb: str, by, reason: str) -> None:
    """Call it when the notice is stored: what readers of a language never had is no change for them."""
    for document_id in all_ids():
        record_change(document_id, verb, actor=by, reason=reason, urgent=True)

"""Named in WAGTAIL_FINISH_WORKFLOW_ACTION; imported before any model exists, so it imports nothing itself."""


def publish_approved(workflow_state, user=None) -> None:
    from .services.put_live import publish_approved as publish

    publish(workflow_state, user=user)

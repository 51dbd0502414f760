"""Who is doing what happens now: the person of the editorial verb, else of the request."""

from wagtail.log_actions import get_active_log_context


def current_actor():
    from cms.editorial.act import current_act

    return current_act().user or get_active_log_context().user

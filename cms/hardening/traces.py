"""What the trail of requests must know of Wagtail's views."""

from django.utils.translation import gettext

from foundation.audit.requests import own_transactions, quiet_views, refused_when

quiet_views(
    # a preview is kept in the session of who writes; an open editor says every few seconds that it is still there
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
)
own_transactions("releases:roll_back")  # waits for a running publisher, which writes to the database


@refused_when
def sent_home(request, response) -> bool:
    """Wagtail says no by a message on its first page, and answers with a redirection there."""
    if response.status_code != 302 or not hasattr(request, "_messages"):
        return False
    no = gettext("Sorry, you do not have permission to access this area.")
    return any(str(message.message).strip() == no for message in request._messages._queued_messages)

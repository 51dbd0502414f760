"""The web process: CMS and portal."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()

from foundation.accounts.checks import refuse_unsafe_start  # noqa: E402  (needs the apps)
from foundation.audit.checks import refuse_open_log  # noqa: E402
from foundation.jobs.transport import warm_up  # noqa: E402
from foundation.rights.rows import serve_people  # noqa: E402

refuse_unsafe_start()
serve_people()
refuse_open_log()
warm_up()  # the first approval of the day must not wait for imports

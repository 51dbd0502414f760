"""Production as the owner of the tables: for `manage.py migrate` and `database_roles`, never for serving.

The application itself connects with DATABASE_URL, whose role owns nothing and can only append to the audit log.
"""

import os

import dj_database_url

from .production import *
from .production import DATABASES

DATABASES["default"] = {
    **DATABASES["default"],
    **dj_database_url.parse(os.environ["DATABASE_OWNER_URL"], conn_max_age=0),
}

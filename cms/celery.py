"""The Celery application of the workers: `celery -A cms worker -Q default`.

Everything about jobs is in `foundation.jobs`; this module only tells Celery where Django's settings are.
"""

import os
import warnings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")  # `./run check` does them; every worker start need not

# Messages are JSON, never pickle, so a worker of a root-run demo is no more dangerous than its web process.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

from foundation.jobs.transport import celery_app
from foundation.jobs.worker import connect

app = celery_app()
connect()

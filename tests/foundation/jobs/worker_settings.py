"""Settings of the worker processes that tests start: everything from the environment, plus the test kinds."""

from cms.settings.test import *
from cms.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.foundation.jobs.kinds"]

"""The settings of the demo, and the purpose of the bench."""

from cms.settings.dev import *
from cms.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.uploads_support.apps.BenchConfig"]

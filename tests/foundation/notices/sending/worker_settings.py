"""Settings of the worker processes that tests start: the gateway they talk to comes from the environment."""

import json
import os

from cms.settings.test import *

NOTICE_CARRIERS = json.loads(os.environ["TEST_CARRIERS"])

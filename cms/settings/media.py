"""Video: what depends on the machine. Limits and qualities are rules in the database (media_jobs.rules)."""

import os

# internal location of nginx over VAR_DIR/private, as /private-files/; without it Django sends the bytes itself
MEDIA_ACCEL = os.environ.get("MEDIA_ACCEL", "")
# programs that read strangers' files run behind walls: "required", or "preferred" where a machine cannot have them
MEDIA_SANDBOX = os.environ.get("MEDIA_SANDBOX", "preferred")

"""Video: what depends on the machine. Limits and qualities are rules in the database (media_jobs.rules)."""

import os

# internal location of nginx over VAR_DIR/private, as /private-files/; without it Django sends the bytes itself
MEDIA_ACCEL = os.environ.get("MEDIA_ACCEL", "")
# programs that read strangers' files run behind walls: "required", or "preferred" where a machine cannot have them
MEDIA_SANDBOX = os.environ.get("MEDIA_SANDBOX", "preferred")
# work that a full disk stopped goes on with so many bytes free
MEDIA_LEAST_FREE = int(os.environ.get("MEDIA_LEAST_FREE_GB", "2")) << 30
# of one encoding; a `media` worker runs several of them beside each other, which costs less than more threads each
MEDIA_THREADS = int(os.environ.get("MEDIA_THREADS", "1"))
# speech to captions: a class (media_jobs.captions.faster_whisper.FasterWhisper) and the folder of its model; neither is shipped
MEDIA_RECOGNISER = os.environ.get("MEDIA_RECOGNISER", "")
MEDIA_RECOGNISER_MODEL = os.environ.get("MEDIA_RECOGNISER_MODEL", "")

"""Video: what depends on the machine. Limits and qualities are rules in the database (media_jobs.rules)."""

import os
from pathlib import Path

from .files import VAR_DIR

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
# live: where encoders of the hall send to, as people are told it; the ports of the ingest server (manage.py live_ingest)
RTMP_PORT = int(os.environ.get("RTMP_PORT", "1935"))
LIVE_SERVER = os.environ.get("LIVE_SERVER") or f"rtmp://127.0.0.1:{RTMP_PORT}/live"
RTMP_BIND = os.environ.get("RTMP_BIND") or os.environ.get("BIND", "127.0.0.1")
LIVE_CONTROL_PORT = int(os.environ.get("LIVE_CONTROL_PORT", "8092"))
# where the ingest server asks whether somebody may send: the web process, from this machine
LIVE_CALLBACK = os.environ.get("LIVE_CALLBACK") or f"http://127.0.0.1:{os.environ.get('WEB_PORT', '8000')}"
# recordings and segments that wait for their moment; on a disk of this machine
LIVE_FOLDER = Path(os.environ.get("LIVE_FOLDER") or VAR_DIR / "live")

"""The audit log: its key, and where the head of its chain is noted outside (docs/operations/audit.md)."""

import os

AUDIT_KEY_FILE = os.environ.get("AUDIT_KEY_FILE", "")  # seals the log (mode 600, outside the database)
AUDIT_KEY_MAKE = False  # make the key when it is not there: only where nobody relies on it
AUDIT_STRICT_VERBS = False  # raise for a verb that has no name, instead of showing it as it is
# where the head of the chain is noted outside: file:/folder/name, s3:bucket/prefix, separated by commas
AUDIT_ANCHORS = os.environ.get("AUDIT_ANCHORS", "")
# where files of old records are kept, in every one of them: file:/folder, s3:bucket/prefix; empty: nothing is sealed
AUDIT_ARCHIVES = os.environ.get("AUDIT_ARCHIVES", "")
# PostgreSQL: the role that may remove what is archived; only in the surroundings of the command that does so
AUDIT_KEEPER_URL = os.environ.get("AUDIT_KEEPER_URL", "")
AUDIT_S3 = {
    "endpoint": os.environ.get("AUDIT_S3_ENDPOINT", ""),
    "access_key": os.environ.get("AUDIT_S3_ACCESS_KEY", ""),
    "secret_key": os.environ.get("AUDIT_S3_SECRET_KEY", ""),
}

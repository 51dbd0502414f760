"""What the office knows, in a SQLite file of its own: it survives being killed."""

import base64
import hashlib
import json
import sqlite3
import threading
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = "spc-exchange/1"
TABLES = """
CREATE TABLE IF NOT EXISTS matters (handling INTEGER PRIMARY KEY, item TEXT, state TEXT, version INTEGER,
    due_on TEXT, told TEXT);
CREATE TABLE IF NOT EXISTS taken (id TEXT PRIMARY KEY, item TEXT, sequence INTEGER, kind TEXT, payload TEXT, answer TEXT,
    UNIQUE (item, sequence));
CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY, item TEXT, sequence INTEGER, kind TEXT, payload TEXT, answer TEXT,
    UNIQUE (item, sequence));
"""


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Pen:
    """Our own key, and the public ones of the congress."""

    def __init__(self, key: Ed25519PrivateKey | None = None) -> None:
        self.key = key or Ed25519PrivateKey.generate()
        self.raw = self.key.public_key().public_bytes_raw()
        self.public = base64.b64encode(self.raw).decode()
        self.known: dict[str, bytes] = {}

    @property
    def id(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()[:16]

    def trust(self, public: str) -> None:
        raw = base64.b64decode(public)
        self.known[hashlib.sha256(raw).hexdigest()[:16]] = raw

    def sign(self, payload: dict[str, Any]) -> dict[str, Any]:
        signature = self.key.sign(FORMAT.encode() + b"\n" + canonical(payload))
        return {
            "format": FORMAT,
            "key": self.id,
            "signature": base64.b64encode(signature).decode(),
            "payload": payload,
        }

    def read(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Raises ValueError for what the congress did not sign."""
        raw = self.known.get(envelope["key"])
        if raw is None:
            raise ValueError("unknown_key")
        try:
            Ed25519PublicKey.from_public_bytes(raw).verify(
                base64.b64decode(envelope["signature"]),
                FORMAT.encode() + b"\n" + canonical(envelope["payload"]),
            )
        except InvalidSignature:
            raise ValueError("signature") from None
        return envelope["payload"]


class Book:
    """`code` is ours, `congress` theirs."""

    def __init__(self, file: Path, code: str = "gov", congress: str = "congress") -> None:
        self.code, self.congress, self.lock = code, congress, threading.RLock()
        self.base = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self.base.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {TABLES}")

    def rows(self, sql: str, *values: Any) -> list[tuple]:
        with self.lock:
            return self.base.execute(sql, values).fetchall()

    def last(self, table: str, item: str) -> int:
        return self.rows(f"SELECT coalesce(max(sequence), 0) FROM {table} WHERE item = ?", item)[0][0]

    def take(self, message: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """(status, answer) to a message of the congress; the same one again gets the same."""
        with self.lock:
            before = self.rows("SELECT answer FROM taken WHERE id = ?", message["id"])
            if before:
                return 200, json.loads(before[0][0])
            expected = self.last("taken", message["item"]) + 1
            if message["sequence"] != expected:
                told = {"code": "gap", "reason": f"等着第 {expected} 条", "expected": expected}
                return 409, {"error": told}
            answer = {"format": FORMAT, "of": message["id"], "status": "accepted", "at": now()}
            self.base.execute("BEGIN IMMEDIATE")
            self.base.execute(
                "INSERT INTO taken VALUES (?, ?, ?, ?, ?, ?)",
                (
                    message["id"],
                    message["item"],
                    message["sequence"],
                    message["kind"],
                    text(message),
                    text(answer),
                ),
            )
            self._stand(message["item"], message["handling"], message, message["kind"])
            self.base.execute("COMMIT")
            return 200, answer

    def _stand(self, item: str, handling: int, told: dict[str, Any], kind: str = "") -> None:
        gone = kind == "taken_back"
        self.base.execute(
            "INSERT INTO matters VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (handling) DO UPDATE SET state = excluded.state, "
            "version = excluded.version, due_on = excluded.due_on, "
            "told = CASE WHEN excluded.told = '' THEN told ELSE excluded.told END "
            "WHERE excluded.version >= version",  # word and answer cross: the newer one stands
            (
                handling,
                item,
                "gone" if gone else told["state"],
                told["version"],
                told.get("due_on", ""),
                text(told) if kind == "assigned" else "",
            ),
        )

    def say(self, handling: int, kind: str, body: dict[str, Any] | None = None, unit: str = "") -> str:
        """Put a message into our outbox; its id."""
        with self.lock:
            item = self.rows("SELECT item FROM matters WHERE handling = ?", handling)[0][0]
            message = {
                "format": FORMAT,
                "id": str(uuid.uuid4()),
                "kind": kind,
                "from": self.code,
                "to": self.congress,
                "item": item,
                "handling": handling,
                "sequence": self.last("sent", item) + 1,
                "at": now(),
                "body": body or {},
                **({"unit": unit} if unit else {}),
            }
            self.base.execute(
                "INSERT INTO sent VALUES (?, ?, ?, ?, ?, NULL)",
                (message["id"], item, message["sequence"], kind, text(message)),
            )
            return message["id"]

    def waiting(self) -> list[dict[str, Any]]:
        """The next one of each item."""
        rows = self.rows(
            "SELECT payload FROM sent WHERE answer IS NULL AND sequence = (SELECT min(sequence) FROM sent AS s "
            "WHERE s.item = sent.item AND s.answer IS NULL) ORDER BY rowid"
        )
        return [json.loads(payload) for (payload,) in rows]

    def settle(self, message: dict[str, Any], answer: dict[str, Any]) -> None:
        with self.lock:
            self.base.execute("UPDATE sent SET answer = ? WHERE id = ?", (text(answer), message["id"]))
            if "state" in answer:
                self._stand(message["item"], message["handling"], answer)

    def answer(self, message: str) -> dict[str, Any] | None:
        found = self.rows("SELECT answer FROM sent WHERE id = ?", message)[0][0]
        return json.loads(found) if found else None

    def states(self) -> dict[str, Any]:
        over = ("done", "cancelled", "opined", "gone")
        items = [
            {
                "item": item,
                "handling": handling,
                "state": state,
                **({"due_on": due_on} if due_on else {}),
                "sent": self.last("sent", item),
                "received": self.last("taken", item),
            }
            for handling, item, state, due_on in self.rows(
                "SELECT handling, item, state, due_on FROM matters"
            )
            if state not in over
        ]
        return {"format": FORMAT, "from": self.code, "at": now(), "items": items}


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")

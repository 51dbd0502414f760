"""The office on a network of its own: the same messages and answers as numbered packages on a disc."""

import base64
import hashlib
import io
import json
import os
import zipfile
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .book import FORMAT, Book, Pen, canonical, now

MAGIC = b"SPCX1\n"


class Packages:
    """`secret` is the key both sides share. What was read and made is kept here; a real office keeps it in its tables."""

    def __init__(self, book: Book, pen: Pen, secret: str) -> None:
        self.book, self.pen, self.secret = book, pen, secret
        self.made = self.read = 0
        self.before = ""
        self.answers: list[dict[str, Any]] = []

    def _cipher(self, salt: bytes) -> AESGCM:
        made = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"spc-exchange/1 batch")
        return AESGCM(made.derive(base64.b64decode(self.secret)))

    def take(self, package: bytes) -> dict[str, Any]:
        """Do what is in it; its manifest."""
        end = package.index(b"\n", len(MAGIC)) + 1
        line, salt, nonce = package[len(MAGIC) : end], package[end : end + 16], package[end + 16 : end + 28]
        opened = self._cipher(salt).decrypt(nonce, package[end + 28 :], line)
        with zipfile.ZipFile(io.BytesIO(opened)) as archive:
            manifest = self.pen.read(json.loads(archive.read("manifest.json")))
            inside = {one["name"]: archive.read(one["name"]) for one in manifest["parts"]}
        assert all(
            hashlib.sha256(inside[one["name"]]).hexdigest() == one["digest"] for one in manifest["parts"]
        )
        for answer in json.loads(inside["answers.json"]):
            rows = self.book.rows("SELECT payload FROM sent WHERE id = ? AND answer IS NULL", answer["of"])
            for (payload,) in rows:
                self.book.settle(json.loads(payload), answer)
        for name in sorted(inside):
            if name.startswith("messages/"):
                self.answers.append(self.book.take(self.pen.read(json.loads(inside[name])))[1])
        self.read = manifest["number"]
        return manifest

    def make(self) -> bytes:
        """Everything of ours that has no answer yet, and the answers we owe."""
        rows = self.book.rows("SELECT payload FROM sent WHERE answer IS NULL ORDER BY rowid")
        inside = {
            f"messages/{index:06d}.json": json.dumps(self.pen.sign(json.loads(payload))).encode()
            for index, (payload,) in enumerate(rows)
        }
        inside["answers.json"] = canonical(self.answers)
        inside["faults.json"] = b"[]"
        inside["states.json"] = canonical(self.book.states())
        self.made += 1
        head = {"from": self.book.code, "to": self.book.congress, "number": self.made}
        parts = [
            {"name": name, "digest": hashlib.sha256(inside[name]).hexdigest()} for name in sorted(inside)
        ]
        manifest = {"format": FORMAT, **head, "at": now(), "before": self.before, "received": self.read}
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("manifest.json", json.dumps(self.pen.sign({**manifest, "parts": parts})))
            for name, content in inside.items():
                archive.writestr(name, content)
        self.answers = []
        return self._sealed(made.getvalue(), head)

    def _sealed(self, content: bytes, head: dict[str, Any]) -> bytes:
        line, salt, nonce = canonical(head) + b"\n", os.urandom(16), os.urandom(12)
        package = MAGIC + line + salt + nonce + self._cipher(salt).encrypt(nonce, content, line)
        self.before = hashlib.sha256(package).hexdigest()
        return package

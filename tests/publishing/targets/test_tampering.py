"""Each kind of tampering with a bundle is refused with its reason, and changes nothing on the host."""

import gzip
import hashlib
import json

import pytest

from publishing.release.entry import Entry
from publishing.release.manifest import Manifest
from publishing.release.signing import new_signer

from .bundles import deliver, export, parts, rebuilt, refused
from .press import LONG


def tampered(change):
    """A bundle taken apart, changed and put together again by somebody without the key."""

    def make(press):
        files = parts(export(press))
        return rebuilt(change(press, files) or files)

    return make


def change_object(press, files):
    name = next(name for name in files if name.startswith("objects/"))
    files[name] = bytes([files[name][0] ^ 1]) + files[name][1:]


def drop_object(press, files):
    del files[next(name for name in files if name.startswith("objects/"))]


def add_object(press, files):
    files["objects/" + "0" * 64] = b"extra"


def swap_list(press, files):
    """The head of one release with the list and files of another."""
    press.release({"index.html": LONG + "second"})
    other = parts(export(press))
    return {**files, **{name: other[name] for name in other if name.startswith(("changes", "objects/"))}}


def swap_head(press, files):
    press.release({"index.html": LONG + "second"})
    other = parts(export(press))
    return {**files, **{name: other[name] for name in ("bundle.json", "manifest.json", "manifest.sig")}}


def forge_header(press, files):
    files["bundle.json"] = json.dumps({**json.loads(files["bundle.json"]), "number": 99}).encode()


def forge_head(press, files):
    files["manifest.json"] = files["manifest.json"].replace(b'"number": 1', b'"number": 9')
    files["bundle.json"] = files["bundle.json"].replace(b'"number": 1', b'"number": 9')


def respell_head(press, files):
    files["manifest.json"] = files["manifest.json"].replace(b'"number": 1', b'"number":  1')


def wrong_signature(press, files):
    value = json.loads(files["manifest.sig"])
    value["signature"] = new_signer().raw(files["manifest.json"])
    files["manifest.sig"] = json.dumps(value).encode()


def no_signature(press, files):
    files["manifest.sig"] = b""


def foreign_key(press, files):
    stranger = new_signer()
    files["manifest.sig"] = stranger.sign(files["manifest.json"])
    files["manifest.keys"] = stranger.ring.to_bytes()


def add_line(press, files):
    first = files["changes.jsonl"].splitlines(keepends=True)[0]
    files["changes.jsonl"] += first.replace(b'"path":"', b'"path":"evil')


def drop_line(press, files):
    files["changes.jsonl"] = b"".join(files["changes.jsonl"].splitlines(keepends=True)[1:])


def broken_list(press, files):
    files["changes.jsonl"] = b"\xff\xfe not json\n"


def endless_list(press, files):
    files["changes.jsonl"] = b"x" * 300_000


def huge_head(press, files):
    files["manifest.json"] = b" " * 100_000


def another_order(press, files):
    return dict(reversed(files.items()))


def strange_member(press, files):
    files["readme.txt"] = b"hello"


def no_header(press, files):
    del files["bundle.json"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (change_object, "damaged"),
        (drop_object, "missing"),
        (add_object, "extra"),
        (swap_list, "manifest"),
        (swap_head, "manifest"),
        (forge_header, "hostile"),
        (forge_head, "signature"),
        (respell_head, "manifest"),
        (wrong_signature, "signature"),
        (no_signature, "signature"),
        (foreign_key, "signature"),
        (add_line, "hostile"),
        (drop_line, "manifest"),
        (broken_list, "hostile"),
        (endless_list, "hostile"),
        (huge_head, "hostile"),
        (another_order, "hostile"),
        (strange_member, "extra"),
        (no_header, "hostile"),
    ],
)
@pytest.mark.parametrize("occupied", [False, True], ids=["empty host", "host with a site"])
def test_each_kind_of_tampering_is_refused_with_its_reason(press, host, occupied, change, code):
    if occupied:
        deliver(host, export(press))
        press.release({"news/a.html": LONG + "next"})
    data = tampered(change)(press) if not occupied else renumbered(change, press)
    found = refused(host, data)
    assert found.code == code
    assert found.what
    assert found.cure


def renumbered(change, press):
    """The same attack on the bundle of a second release."""
    files = parts(export(press))
    if change is forge_head:
        for name in ("manifest.json", "bundle.json"):
            files[name] = files[name].replace(b'"number": 2', b'"number": 9')
        return rebuilt(files)
    if change is respell_head:
        files["manifest.json"] = files["manifest.json"].replace(b'"number": 2', b'"number":  2')
        return rebuilt(files)
    return rebuilt(change(press, files) or files)


def test_an_object_the_host_has_already_is_checked_all_the_same(press, host):
    deliver(host, export(press))
    press.release({"news/a.html": LONG + "second"})
    files = parts(export(press))
    kept = next(iter(press.made[0].get("media/2026/x.jpg").copies("media/2026/x.jpg")))[1]
    files[f"objects/{kept}"] = b"PICTURE"
    assert refused(host, rebuilt(files)).code == "damaged"


def test_a_gzip_bomb_stays_as_small_as_the_manifest_says(press, host, tmp_path):
    """Whoever has the key may sign nonsense; the host still reads no more than the signed size."""
    bomb = gzip.compress(bytes(50_000_000))
    text = hashlib.sha256(b"small").hexdigest()
    entry = Entry(text, 5, "text/html", {".gz": (hashlib.sha256(bomb).hexdigest(), len(bomb))})
    made = Manifest.of({"bomb.html": entry}, number=9)
    made.sign(press.signer)
    files = {
        "bundle.json": json.dumps(
            {"format": 1, "release": made.release, "number": 9, "base": "", "base_manifest": ""}
        ).encode(),
        "manifest.json": made.head_bytes,
        "manifest.sig": made.signature,
        "manifest.keys": made.keys,
        "changes.jsonl": entry.line("bomb.html") + b"\n",
        f"objects/{hashlib.sha256(bomb).hexdigest()}": bomb,
    }
    assert refused(host, rebuilt(files)).code == "damaged"

"""Keys introduce one another, stay in force for their releases, and never show themselves."""

import base64
import json
import os
import pickle
import subprocess
from contextlib import suppress
from dataclasses import asdict

import pytest

from publishing.release.key_file import load_signer, make_key, public_pem, ring_file, rotate_key
from publishing.release.signing import Keyring, SignatureFault, check_head, new_signer

HEAD = b'{"number": 5}'


@pytest.fixture
def key(tmp_path):
    return tmp_path / "keys/release.pem"


def test_the_private_key_is_for_its_owner_alone(key):
    signer = make_key(key)
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o077 == 0
    assert make_key(key).ring == signer.ring
    secret = key.read_text().splitlines()[1]
    assert secret not in repr(signer) + ring_file(key).read_text()
    with pytest.raises(TypeError):
        pickle.dumps(signer)
    key.chmod(0o640)
    with pytest.raises(SignatureFault, match="chmod 600"):
        load_signer(key)


@pytest.mark.parametrize(
    "content", ["", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHVu\n-----END", "x" * 99]
)
def test_a_damaged_key_is_refused_without_showing_it(key, content):
    make_key(key)
    key.write_text(content)
    with pytest.raises(SignatureFault) as caught:
        load_signer(key)
    assert "MC4C" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_after_a_rotation_old_and_new_releases_verify_with_either_ring(key):
    old = make_key(key)
    before = old.sign(HEAD)
    new, aside = rotate_key(key, "第二把", 6)
    after = new.sign(HEAD)
    assert aside.stat().st_mode & 0o777 == 0o600
    check_head(HEAD, 5, before, new.ring)
    grown = check_head(HEAD, 6, after, old.ring, new.ring.to_bytes())
    assert [k.id for k in grown.keys] == [k.id for k in new.ring.keys]
    third, _ = rotate_key(key, "", 9)
    check_head(HEAD, 9, third.sign(HEAD), old.ring, third.ring.to_bytes())


def test_a_replaced_key_signs_nothing_more(key):
    old = make_key(key)
    new, _ = rotate_key(key, "", 6)
    with pytest.raises(SignatureFault, match="只管第 1 至 5 号"):
        check_head(HEAD, 6, old.sign(HEAD), new.ring)
    learned = check_head(HEAD, 6, new.sign(HEAD), old.ring, new.ring.to_bytes())
    with pytest.raises(SignatureFault):
        check_head(HEAD, 7, old.sign(HEAD), learned, old.ring.to_bytes())


def test_a_stranger_cannot_introduce_himself(key):
    trusted, stranger = make_key(key).ring, new_signer()
    forged = stranger.ring.keys[0].__class__(
        **{**asdict(stranger.ring.keys[0]), "signed_by": trusted.newest.id, "signature": "AAAA", "first": 2}
    )
    with pytest.raises(SignatureFault, match="不在受信的公钥里"):
        check_head(HEAD, 5, stranger.sign(HEAD), trusted, Keyring((forged,)).to_bytes())


def test_a_rotation_killed_at_any_step_leaves_a_key_that_signs(key, monkeypatch):
    make_key(key)
    steps = [0]
    for allowed in range(8):

        def replace(source, target, real=os.replace, allowed=allowed):
            steps[0] += 1
            if steps[0] > allowed:
                raise KeyboardInterrupt
            real(source, target)

        steps[0] = 0
        first = load_signer(key).ring.newest.first + 1
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", replace)
            with suppress(KeyboardInterrupt):
                rotate_key(key, "", first)
        signer = load_signer(key)
        check_head(HEAD, signer.ring.newest.first, signer.sign(HEAD), signer.ring)


def test_openssl_agrees(key, tmp_path):
    signer = make_key(key)
    (tmp_path / "head").write_bytes(HEAD)
    (tmp_path / "sig").write_bytes(base64.b64decode(json.loads(signer.sign(HEAD))["signature"]))
    (tmp_path / "pub.pem").write_text(public_pem(signer.ring.newest))
    done = subprocess.run(
        [
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "pub.pem",
            "-rawin",
            "-in",
            "head",
            "-sigfile",
            "sig",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "Verified Successfully" in done.stdout, done.stderr
    assert check_head(HEAD, 5, signer.sign(HEAD), Keyring.read((tmp_path / "pub.pem").read_bytes()))

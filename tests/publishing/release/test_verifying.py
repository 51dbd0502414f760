"""Whatever was done to a release, the comparison with its signed manifest finds it; an untouched one passes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publishing.release.layout import SEALS
from publishing.release.manifest import Manifest
from publishing.release.proving import ProofFault, check_proof, make_proof
from publishing.release.signing import Keyring, new_signer
from publishing.release.verifying import verify
from tests.publishing.factory import SIGNER, Publisher, gone, item, replace, small_site

WITHOUT_DJANGO = "import sys; sys.modules['django'] = sys.modules['pelican'] = None; import runpy; "


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Publisher:
    site = Publisher(tmp_path_factory.mktemp("made") / "site")
    site.publish(*small_site(6))
    site.publish(replace(item(2), title="改过"), gone(item(3)))
    return site


@pytest.fixture
def site(made, tmp_path) -> Path:
    shutil.copytree(made.paths.root, tmp_path / "site", symlinks=True)
    return tmp_path / "site"


def current(site: Path) -> Path:
    return (site / "current").resolve()


def faults(site: Path) -> set[tuple[str, str]]:
    return {(one.kind, one.file) for one in verify(current(site), SIGNER.ring).faults}


def overwrite(file: Path, data: bytes) -> None:
    """In place of the file: other releases that share it stay as they were."""
    file.unlink()
    file.write_bytes(data)


def test_an_untouched_release_passes_and_counts_every_file(site):
    report = verify(current(site), SIGNER.ring)
    assert report.good
    manifest = Manifest.read(current(site))
    assert report.files == sum(1 + len(entry.packed) for _, entry in manifest.items())


def test_a_plain_copy_without_links_passes(site, tmp_path):
    shutil.copytree(current(site), tmp_path / "copy")
    assert verify(tmp_path / "copy", SIGNER.ring).good


@pytest.mark.parametrize("file", ["index.html", "index.html.br", ".release/redirects.json", "robots.txt"])
def test_a_changed_file_is_found_also_with_the_same_size_and_time(site, file):
    target = current(site) / file
    if not target.exists():
        target = current(site) / "news/index.html"
        file = "news/index.html"
    stat, data = target.stat(), bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    overwrite(target, bytes(data))
    os.utime(target, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert faults(site) == {("changed", file)}


def test_longer_and_shorter_files_are_found(site):
    for file, change in (("index.html", b"more"), ("robots.txt", None)):
        target = current(site) / file
        overwrite(target, target.read_bytes() + change if change else b"")
    assert faults(site) == {("changed", "index.html"), ("changed", "robots.txt")}


def test_missing_and_extra_files_are_all_listed(site):
    (current(site) / "robots.txt").unlink()
    (current(site) / "shell.php").write_text("<?php")
    (current(site) / "empty").mkdir()
    assert faults(site) == {("missing", "robots.txt"), ("extra", "shell.php"), ("extra", "empty")}


def test_links_and_devices_in_the_place_of_files_are_found(site, tmp_path):
    release = current(site)
    (tmp_path / "outside").mkdir()
    (release / "outside").symlink_to(tmp_path / "outside")
    page = release / "index.html"
    copy = tmp_path / "index.html"
    copy.write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(copy)
    (release / "robots.txt").unlink()
    os.mkfifo(release / "robots.txt")
    assert faults(site) == {("link", "outside"), ("type", "index.html"), ("type", "robots.txt")}


def test_a_link_to_another_folder_of_a_release_is_found(site):
    links = [one for one in current(site).iterdir() if one.is_symlink()]
    text = os.readlink(links[0])
    links[0].unlink()
    links[0].symlink_to(os.path.dirname(text) + "/news")
    found = faults(site)
    assert ("link", links[0].name) in found
    assert all(kind in ("link", "missing") for kind, _ in found)


def test_a_manifest_changed_or_signed_by_a_stranger_is_refused(site):
    head = current(site) / "manifest.json"
    overwrite(head, head.read_bytes().replace(b'"number": 2', b'"number": 3'))
    assert ("signature", "manifest.sig") in faults(site)


def test_a_release_signed_with_another_key_is_refused(site):
    manifest = Manifest.read(current(site))
    manifest.sign(new_signer())
    overwrite(current(site) / "manifest.sig", manifest.signature)
    overwrite(current(site) / "manifest.keys", manifest.keys)
    assert faults(site) == {("signature", "manifest.sig")}


def test_an_unsigned_release_is_refused(site):
    (current(site) / "manifest.sig").unlink()
    assert faults(site) == {("signature", "manifest.sig")}


def test_a_damaged_bucket_of_the_manifest_is_named(site):
    bucket = next((current(site) / ".well-known/manifest").rglob("???.txt"))
    overwrite(bucket, bucket.read_bytes()[:-2])
    [(kind, _)] = faults(site)
    assert kind == "manifest"


def run(module: str, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
    code = (
        f"{WITHOUT_DJANGO}sys.argv = ['x', *sys.argv[1:]]; runpy.run_module('{module}', run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, input=stdin)


def test_the_command_works_where_django_and_pelican_are_not_installed(site, tmp_path):
    key = tmp_path / "keys.json"
    key.write_bytes(SIGNER.ring.to_bytes())
    done = run("publishing.verify", str(site), "--key", str(key))
    assert done.returncode == 0, done.stderr.decode()
    assert "核对通过" in done.stdout.decode()
    (current(site) / "shell.php").write_text("x")
    done = run("publishing.verify", str(site), "--key", str(key), "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["good"]) == (1, False)
    assert answer["faults"] == [{"kind": "extra", "file": "shell.php", "message": ""}]
    assert run("publishing.verify", str(tmp_path / "nothing"), "--key", str(key)).returncode == 2


def test_one_page_is_proven_alone(site, tmp_path):
    key, proof = tmp_path / "keys.json", tmp_path / "proof.json"
    key.write_bytes(SIGNER.ring.to_bytes())
    proof.write_bytes(run("publishing.proof", "make", str(site), item(2).path).stdout)
    page = (current(site) / item(2).path[1:] / "index.html").read_bytes()
    check = ("publishing.proof", "check", str(proof), "--key", str(key), "--page", "-")
    assert run(*check, stdin=page).returncode == 0
    wrong = run(*check, stdin=page + b" ")
    assert wrong.returncode == 1
    assert "证明不成立" in wrong.stderr.decode()


def test_every_file_has_a_proof_and_none_proves_another(site):
    manifest = Manifest.read(current(site))
    proofs = {file: make_proof(manifest, file) for file, _ in manifest.items()}
    for file, proof in proofs.items():
        assert check_proof(proof, SIGNER.ring)[1] == file
    first, second = list(proofs.values())[:2]
    for part in ("line", "bucket", "tree"):
        with pytest.raises(ProofFault):
            check_proof({**first, part: second[part] or [["left", "00" * 32]]}, SIGNER.ring)


def test_a_withdrawn_page_is_proven_by_its_note(site):
    proof = make_proof(Manifest.read(current(site)), item(3).path)
    assert check_proof(proof, SIGNER.ring)[1].startswith(".gone/")


def test_a_proof_needs_a_trusted_key_and_a_page_that_exists(site):
    manifest = Manifest.read(current(site))
    with pytest.raises(ProofFault, match="公钥"):
        check_proof(make_proof(manifest, "/"), new_signer().ring)
    with pytest.raises(ProofFault, match="没有 /no/"):
        make_proof(manifest, "/no/")


def test_each_release_names_the_hash_of_the_one_before(made):
    first, second = sorted(p for p in made.paths.releases.iterdir() if p.name.startswith("r"))
    assert Manifest.read(second).head.previous == Manifest.read(first).hash
    assert {name for name in SEALS if (second / name).is_file()} == set(SEALS)
    assert Keyring.read((second / "manifest.keys").read_bytes()) == SIGNER.ring

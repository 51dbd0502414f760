"""Ways to damage a public site, each by a small function: `tamper(random, host)` answers what was done."""

import hashlib
import mmap
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

Way = Callable[[Random, Any], str]


def state(host) -> dict[str, object]:
    """All that a reader can reach, with the modes of files and folders; a link counts as what it leads to."""
    found: dict[str, object] = {"current": os.readlink(host.current)}
    names = [("", host.current.resolve())]
    while names:
        inner, folder = names.pop()
        found[f"{inner}/"] = folder.stat().st_mode
        for one in os.scandir(folder):
            name = f"{inner}/{one.name}"
            if one.is_dir():
                names.append((name, Path(one.path)))
            elif one.is_symlink() or not one.is_file():
                found[name] = "not a file"
            else:
                data = Path(one.path).read_bytes()
                found[name] = (hashlib.sha256(data).hexdigest(), one.stat().st_mode, one.stat().st_uid)
    return found


def same(host, good: dict[str, object]) -> bool:
    try:
        return state(host) == good
    except OSError:
        return False


def elsewhere(host) -> Path:
    """A folder that is none of the guard's business."""
    folder = host.site.root.parent / "elsewhere"
    folder.mkdir(exist_ok=True)
    (folder / "secret.txt").write_text("secret")
    return folder


def _walk(host):
    """(folder, folders, files) of the release being served, never outside the releases."""
    root = Path(host.site.paths.releases, host.press.made[-1].release)
    pending = [root]
    while pending:
        folder = pending.pop()
        if not folder.resolve().is_relative_to(host.site.paths.releases.resolve()):
            continue
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            continue
        below = [one for one in inside if one.is_dir()]
        yield folder, below, [one for one in inside if one not in below and not one.is_symlink()]
        pending += below


def files(host) -> list[Path]:
    return sorted(file for _, _, inside in _walk(host) for file in inside)


def folders(host) -> list[Path]:
    return sorted(folder for _, below, _ in _walk(host) for folder in below)


def _writable(path: Path) -> Path:
    path.chmod(0o644)
    return path


def rewrite(random, host):
    path = random.choice(files(host))
    _writable(path).write_bytes(random.randbytes(random.randrange(1, 3000)))
    return f"rewrite {path}"


def one_byte_same_size_and_time(random, host):
    path = random.choice([one for one in files(host) if one.stat().st_size])
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[random.randrange(len(data))] ^= 1
    _writable(path).write_bytes(data)
    path.chmod(0o444)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"one byte of {path}"


def append(random, host):
    path = random.choice(files(host))
    with _writable(path).open("ab") as out:
        out.write(b"<script>")
    return f"append {path}"


def truncate(random, host):
    path = random.choice([one for one in files(host) if one.stat().st_size])
    os.truncate(_writable(path), 0)
    return f"truncate {path}"


def replace_by_rename(random, host):
    path = random.choice(files(host))
    forged = host.site.root / "forged"
    forged.write_bytes(b"forged")
    forged.chmod(0o444)
    os.replace(forged, path)
    return f"replace {path}"


def delete(random, host):
    path = random.choice(files(host))
    path.unlink()
    return f"delete {path}"


def rename(random, host):
    path = random.choice(files(host))
    path.rename(path.with_name(f"moved-{random.randrange(10**6)}"))
    return f"rename {path}"


def swap(random, host):
    one, other = random.sample(files(host), 2)
    if one.read_bytes() == other.read_bytes():
        return delete(random, host)
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)
    return f"swap {one} {other}"


def add(random, host):
    path = random.choice(files(host)).with_name(f"shell-{random.randrange(10**6)}.php")
    path.write_bytes(random.randbytes(50))
    return f"add {path}"


def add_folder(random, host):
    folder = random.choice(files(host)).with_name(f"phish-{random.randrange(10**6)}") / "deep"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("phish")
    return f"add folder {folder}"


def add_link(random, host):
    path = random.choice(files(host)).with_name(f"link-{random.randrange(10**6)}")
    path.symlink_to(elsewhere(host) / "secret.txt")
    return f"add link {path}"


def chmod(random, host):
    path = random.choice(files(host))
    path.chmod(random.choice([0o666, 0o000, 0o755, 0o400, 0o4444]))
    return f"chmod {path}"


def chmod_folder(random, host):
    path = random.choice(folders(host))
    path.chmod(random.choice([0o777, 0o700, 0o000]) if os.getuid() else random.choice([0o777, 0o700]))
    return f"chmod folder {path}"


def symlink(random, host):
    path = random.choice(files(host))
    path.unlink()
    path.symlink_to(elsewhere(host) / "secret.txt")
    return f"symlink {path}"


def pipe(random, host):
    path = random.choice(files(host))
    path.unlink()
    os.mkfifo(path)
    return f"pipe {path}"


def folder_for_file(random, host):
    path = random.choice(files(host))
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")
    return f"folder for {path}"


def hard_link_and_change(random, host):
    path = random.choice([one for one in files(host) if one.stat().st_size])
    outside = host.site.root.parent / f"outside-{random.randrange(10**9)}"
    os.link(path, outside)
    _writable(outside).write_bytes(b"changed by another name")
    outside.chmod(0o444)
    return f"hard link {path}"


def write_through_memory(random, host):
    path = random.choice([one for one in files(host) if one.stat().st_size])
    with _writable(path).open("r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] ^= 1
    path.chmod(0o444)
    return f"through memory {path}"


def remove_folder(random, host):
    path = random.choice(folders(host))
    path.unlink() if path.is_symlink() else shutil.rmtree(path)
    return f"remove folder {path}"


def rename_folder(random, host):
    path = random.choice(folders(host))
    path.rename(path.with_name(f"folder-{random.randrange(10**6)}"))
    return f"rename folder {path}"


def forge_folder(random, host):
    path = random.choice(folders(host))
    path.rename(host.site.root / f"taken-{random.randrange(10**9)}")
    path.mkdir()
    (path / "index.html").write_text("forged")
    return f"forge folder {path}"


def link_folder_away(random, host):
    path = random.choice(folders(host))
    path.unlink() if path.is_symlink() else shutil.rmtree(path)
    path.symlink_to(random.choice([str(elsewhere(host)), "../../.."]))
    return f"link folder {path}"


def point_current_away(random, host):
    others = [one.name for one in host.site.paths.releases.iterdir() if one.name[0] == "r"]
    others.remove(host.site.release)
    link = host.site.root / ".evil"
    link.symlink_to(
        random.choice([*(f"releases/{one}" for one in others), str(elsewhere(host)), "guard/evidence"])
    )
    os.replace(link, host.site.root / "current")
    return "current"


def remove_current(random, host):
    (host.site.root / "current").unlink()
    return "no current"


def damage_store_and_page(random, host):
    """The readable form comes back out of the gzip copy."""
    path = random.choice(
        [one for one in files(host) if one.name == "index.html" and one.with_name("index.html.gz").exists()]
    )
    host.site.store.path(hashlib.sha256(path.read_bytes()).hexdigest()).unlink()
    _writable(path).write_bytes(b"<script>")
    return f"store and {path}"


def chown(random, host):
    path = random.choice(files(host))
    if os.getuid():
        return chmod(random, host)
    os.chown(path, 65534, 65534)
    return f"chown {path}"


AT_ONCE: tuple[Way, ...] = (
    rewrite, one_byte_same_size_and_time, append, truncate, replace_by_rename, delete, rename, swap, add, add_folder,
    add_link, chmod, chmod_folder, symlink, pipe, folder_for_file, remove_folder, rename_folder, forge_folder,
    link_folder_away, point_current_away, remove_current, damage_store_and_page, chown,
)  # fmt: skip
BY_LOOKING: tuple[Way, ...] = (
    hard_link_and_change,
    write_through_memory,
)  # the kernel sends no news of these

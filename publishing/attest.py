"""`python -m publishing.attest SUMS --key FILE [--signature FILE]`: are these files what the site signed? Needs no Django.

SUMS is a list of SHA-256 sums as `sha256sum -c` reads it; the files lie beside it, the signature too (the name up to the
first point, and `.sig`). Exit code 0: all fit; 1: something does not, and is named; 2: it could not be looked at.
"""

import argparse
import base64
import hashlib
import sys
from pathlib import Path

from .release.signing import Keyring, SignatureFault


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m publishing.attest", description="核对下载的数据文件")
    parser.add_argument(
        "sums", type=Path, metavar="SUMS", help="下载到的 .sha256.txt，数据文件放在同一个文件夹"
    )
    parser.add_argument("--key", type=Path, required=True, help="公钥串（JSON）或一个 PEM 公钥")
    parser.add_argument("--signature", type=Path, help="签名文件，默认是同名的 .sig")
    given = parser.parse_args(arguments)
    signature = given.signature or given.sums.with_name(given.sums.name.split(".")[0] + ".sig")
    try:
        sums = given.sums.read_bytes()
        name = signer_of(sums, signature.read_bytes(), Keyring.read(given.key.read_bytes()))
        faults = faults_of(sums, given.sums.parent)
    except SignatureFault as fault:
        print(f"不可信：{fault}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"读不到：{error}", file=sys.stderr)
        return 2
    for line in faults:
        print(line, file=sys.stderr)
    if not faults:
        print(f"签名是真的（公钥 {name}），{len(entries(sums))} 个文件的内容都相符。")
    return 1 if faults else 0


def signer_of(sums: bytes, signature: bytes, ring: Keyring) -> str:
    """The name of the key, any of the ring: a file signed before a key was changed stays good. Raises SignatureFault."""
    said = base64.b64encode(signature).decode()
    for key in ring.keys:
        if key.check(said, sums):
            return key.name
    raise SignatureFault("签名对不上：文件被改过，或者不是用这些公钥签的。")


def entries(sums: bytes) -> list[tuple[str, str]]:
    """(sum, name); lines that begin with # say what the list is. Raises SignatureFault."""
    found = []
    for line in sums.decode().splitlines():
        digest, gap, name = line.partition("  ")
        if line.startswith("#"):
            continue
        if not gap or len(digest) != 64 or Path(name).name != name:
            raise SignatureFault(f"清单里有一行看不懂：{line[:80]}")
        found.append((digest, name))
    return found


def faults_of(sums: bytes, folder: Path) -> list[str]:
    faults = []
    for digest, name in entries(sums):
        file = folder / name
        if not file.is_file():
            faults.append(f"缺少：{name}")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            faults.append(f"内容被改：{name}")
    return faults


if __name__ == "__main__":
    sys.exit(main())

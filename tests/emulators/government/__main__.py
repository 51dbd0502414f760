"""`python -m tests.emulators.government --congress http://127.0.0.1:8000/exchange/v1 --token spc_…`: a small office for the demo.

It prints its address, token and public key for the page 新建对接, and signs for whatever it is given.
"""

import argparse
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .book import Pen
from .office import Office


def main() -> None:
    parser = argparse.ArgumentParser(prog="government")
    parser.add_argument("--congress", required=True, help="address of the congress, …/exchange/v1")
    parser.add_argument("--token", required=True, help="the service token the congress issued")
    parser.add_argument("--trust", default="", help="public key of the congress")
    parser.add_argument("--folder", type=Path, default=Path("var/government"))
    parser.add_argument("--port", type=int, default=8900)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    office = Office(given.folder)
    office.pen, office.port = Pen(_key(given.folder / "key")), given.port
    office.call(given.congress, given.token)
    if given.trust:
        office.pen.trust(given.trust)
    with office:
        print(f"address {office.url}\ntoken   {office.token}\npublic  {office.pen.public}", flush=True)
        while True:
            _sign_for_all(office)
            time.sleep(2)


def _key(file: Path) -> Ed25519PrivateKey:
    if not file.exists():
        file.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
        file.chmod(0o600)
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())


def _sign_for_all(office: Office) -> None:
    for (handling,) in office.book.rows(
        "SELECT handling FROM matters WHERE state IN ('at_office', 'assigned')"
    ):
        item = office.book.rows("SELECT item FROM matters WHERE handling = ?", handling)[0][0]
        if not office.book.rows("SELECT id FROM sent WHERE item = ? AND kind = 'signed_for'", item):
            office.book.say(handling, "signed_for")
    office.send(1)


if __name__ == "__main__":
    main()

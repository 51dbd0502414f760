"""A build of a copied snapshot in a process of its own, whose surroundings differ in everything that should not count."""

import os
import random
import shutil
import sqlite3
import sys
from pathlib import Path

import time_machine

from publishing.build import Setup
from publishing.rendering.theme import load_theme
from tests.publishing.factory import SITE_URL, Publisher


def scattered_copy(source: Path, target: Path, order: random.Random) -> None:
    """The same files, made in another order and at other times."""
    files = [file for file in sorted(source.rglob("*")) if file.is_file()]
    order.shuffle(files)
    for file in files:
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        stamp = order.randrange(2_000_000_000)
        os.utime(copy, (stamp, stamp))


def scattered_snapshot(source: Path, target: Path, order: random.Random) -> None:
    """The same rows, put in in another order."""
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    for name, sql in old.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        new.execute(sql)
        rows = old.execute(f"SELECT * FROM {name}").fetchall()
        order.shuffle(rows)
        if rows:
            new.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' for _ in rows[0])})", rows)
    for (sql,) in old.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"):
        new.execute(sql)
    new.commit()
    old.close()
    new.close()


def main(given: Path, target: Path, seed: int) -> None:
    order = random.Random(seed)
    scattered_copy(given / "theme", target / "theme", order)
    publisher = Publisher(target / "site", target / "theme")
    scattered_copy(given / "site" / "assets", publisher.paths.assets, order)
    scattered_snapshot(given / "snapshot.sqlite3", publisher.paths.snapshot, order)
    options = {"security_contact": "mailto:a@example.gov.cn"}
    publisher.setup = Setup(publisher.paths, load_theme(target / "theme"), SITE_URL, options)
    with time_machine.travel(1_500_000_000 + seed * 40_000_000):
        publisher.rebuild()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

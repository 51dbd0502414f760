"""One random tampering at a time, as a superuser would do it: triggers and constraints are gone before.

Each kind answers the sequence of the first record that is no longer what was written.
"""

import hashlib
import json
import random
from collections.abc import Callable

from django.db import connection

from foundation.audit.chain import ACT_FIELDS, FIRST_FIELDS, digest, seal
from foundation.audit.models import AuditAct, AuditRecord

RECORD, ACT = "audit_auditrecord", "audit_auditact"
TEXTS = ("request_id", "actor_name", "roles", "address", "session", "verb", "object_key", "before", "after")
TEXTS += ("result", "key_id", "previous_hash", "hash")
ACT_TEXTS = ("verb", "object_key", "before", "after", "result")


def run(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def disarm() -> None:
    """Triggers, foreign keys, unique and primary keys off: nothing in the database helps to find anything."""
    run(f"ALTER TABLE {RECORD} DISABLE TRIGGER ALL")
    run(f"ALTER TABLE {ACT} DISABLE TRIGGER ALL")
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conrelid::regclass::text, conname FROM pg_constraint
               WHERE conrelid IN (%s::regclass, %s::regclass) ORDER BY contype = 'p'""",
            [RECORD, ACT],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}" CASCADE')


class Forger:
    """`last` is the length of the log, `people` the keys of existing users."""

    def __init__(self, last: int, people: list[int], chance: random.Random):
        self.last, self.people, self.chance = last, people, chance
        self.kinds: dict[str, Callable[[], int]] = {
            "edit a column": self.edit,
            "edit an act": self.edit_act,
            "insert a forged record": self.insert,
            "insert in front": self.insert_in_front,
            "delete a record": self.delete,
            "delete an act": self.delete_act,
            "add an act": self.add_act,
            "move an act": self.move_act,
            "swap two records": self.swap,
            "cut the tail": self.cut,
            "empty the log": self.empty,
            "chain anew with another key": self.rechain,
            "chain anew without a key": self.downgrade,
            "replay an old record": self.replay,
            "put an old record in the place of another": self.overwrite,
            "cut the tail and write another": self.cut_and_write,
        }

    def place(self) -> int:
        return self.chance.randint(1, self.last)

    def edit(self) -> int:
        place, column = (
            self.place(),
            self.chance.choice([*TEXTS, "at", "actor_id", "format", "detail", "sequence"]),
        )
        if column in TEXTS:
            self._edit_text(RECORD, column, f"sequence = {place}")
        elif column == "at":
            run(f"UPDATE {RECORD} SET at = at + interval '1 microsecond' WHERE sequence = %s", place)
        elif column == "actor_id":
            other = self.chance.choice([None, *self.people])
            run(f"UPDATE {RECORD} SET actor_id = CASE WHEN actor_id IS NULL THEN %s ELSE NULL END WHERE sequence = %s", other or self.people[0], place)  # fmt: skip
        elif column == "format":
            run(f"UPDATE {RECORD} SET format = 3 - format WHERE sequence = %s", place)
        elif column == "detail":
            run(f"UPDATE {RECORD} SET detail = detail || '{{\"x\": 1}}' WHERE sequence = %s", place)
        else:
            run(f"UPDATE {RECORD} SET sequence = %s WHERE sequence = %s", self.last + 7, place)
        return place

    def _edit_text(self, table: str, column: str, where: str) -> None:
        """One character less, one other, or nothing; something where there was nothing."""
        way = self.chance.choice([f"left({column}, -1)", f"overlay({column} placing '#' from 1 for 1)", "''"])
        run(f"UPDATE {table} SET {column} = CASE WHEN {way} = {column} THEN {column} || '0' ELSE {way} END WHERE {where}")  # fmt: skip

    def _act(self) -> AuditAct:
        return self.chance.choice(list(AuditAct.objects.all()))

    def edit_act(self) -> int:
        act, column = self._act(), self.chance.choice([*ACT_TEXTS, "number", "detail"])
        where = f"record_id = {act.record_id} AND number = {act.number}"
        if column in ACT_TEXTS:
            self._edit_text(ACT, column, where)
        elif column == "number":
            run(f"UPDATE {ACT} SET number = number + 5 WHERE {where}")
        else:
            run(f"UPDATE {ACT} SET detail = detail || '{{\"x\": 1}}' WHERE {where}")
        return act.record_id

    def _copy(self, place: int, to: int) -> None:
        names = [field.column for field in AuditRecord._meta.concrete_fields if field.column != "sequence"]
        columns = ", ".join(f'"{name}"' for name in names)
        run(f"INSERT INTO {RECORD} (sequence, {columns}) SELECT %s, {columns} FROM {RECORD} WHERE sequence = %s", to, place)  # fmt: skip

    def insert(self) -> int:
        """Well made, but for the key: it names the head as its predecessor."""
        self._copy(self.place(), self.last + 1)
        entry = AuditRecord.objects.get(sequence=self.last + 1)
        entry.previous_hash = AuditRecord.objects.get(sequence=self.last).hash
        entry.hash = seal(entry, [], self.chance.randbytes(32))
        run(f"UPDATE {RECORD} SET previous_hash = %s, hash = %s WHERE sequence = %s", entry.previous_hash, entry.hash, entry.sequence)  # fmt: skip
        return self.last + 1

    def insert_in_front(self) -> int:
        to = self.chance.choice([0, -1, -5])
        self._copy(self.place(), to)
        return to

    def delete(self) -> int:
        place = self.place()
        run(f"DELETE FROM {ACT} WHERE record_id = %s", place)
        run(f"DELETE FROM {RECORD} WHERE sequence = %s", place)
        return place

    def delete_act(self) -> int:
        act = self._act()
        run(f"DELETE FROM {ACT} WHERE record_id = %s AND number = %s", act.record_id, act.number)
        return act.record_id

    def add_act(self) -> int:
        place = self.chance.choice([self.place(), self.last + 3, 0])
        run(f"""INSERT INTO {ACT} (record_id, number, verb, object_key, before, after, result, detail)
                VALUES (%s, 9, 'wagtail.edit', 'page:1', '', '', 'ok', '{{}}')""", place)  # fmt: skip
        return place

    def move_act(self) -> int:
        act = self._act()
        to = self.chance.choice([place for place in range(1, self.last + 1) if place != act.record_id])
        run(f"UPDATE {ACT} SET record_id = %s, number = 9 WHERE record_id = %s AND number = %s", to, act.record_id, act.number)  # fmt: skip
        return min(act.record_id, to)

    def swap(self) -> int:
        one, other = sorted(self.chance.sample(range(1, self.last + 1), 2))
        for table, column in ((RECORD, "sequence"), (ACT, "record_id")):
            run(f"UPDATE {table} SET {column} = CASE {column} WHEN %s THEN %s ELSE %s END WHERE {column} IN (%s, %s)", one, other, one, one, other)  # fmt: skip
        return one

    def cut(self) -> int:
        place = self.place()
        run(f"DELETE FROM {ACT} WHERE record_id >= %s", place)
        run(f"DELETE FROM {RECORD} WHERE sequence >= %s", place)
        return place

    def empty(self) -> int:
        run(f"TRUNCATE {RECORD}, {ACT}")
        return 1

    def _chain_anew(self, place: int, said: Callable[[AuditRecord, list], str]) -> int:
        run(f"UPDATE {RECORD} SET object_key = object_key || 'x' WHERE sequence = %s", place)
        head = (
            AuditRecord.objects.filter(sequence=place - 1).values_list("hash", flat=True).first() or "0" * 64
        )
        for entry in AuditRecord.objects.filter(sequence__gte=place).order_by("sequence"):
            acts = [[getattr(act, name) for name in ACT_FIELDS] for act in AuditAct.objects.filter(record_id=entry.sequence)]  # fmt: skip
            entry.previous_hash = head
            head = said(entry, acts)
            run(f"UPDATE {RECORD} SET format = %s, previous_hash = %s, hash = %s WHERE sequence = %s", entry.format, entry.previous_hash, head, entry.sequence)  # fmt: skip
        return place

    def rechain(self) -> int:
        secret = self.chance.randbytes(32)
        return self._chain_anew(self.place(), lambda entry, acts: seal(entry, acts, secret))

    def downgrade(self) -> int:
        """As if the records were of the first format, which had no key."""

        def first(entry: AuditRecord, acts: list) -> str:
            entry.format = 1
            return digest(entry)

        return self._chain_anew(self.place(), first)

    def replay(self) -> int:
        self._copy(self.place(), self.last + 1)
        return self.last + 1

    def overwrite(self) -> int:
        one, other = self.chance.sample(range(1, self.last + 1), 2)
        run(f"DELETE FROM {RECORD} WHERE sequence = %s", other)
        self._copy(one, other)
        return other

    def cut_and_write(self) -> int:
        """Fewer acts were done than really were, and the rest looks in order."""
        place = self.chance.randint(1, self.last - 1)
        run(f"DELETE FROM {ACT} WHERE record_id >= %s", place)
        run(f"DELETE FROM {RECORD} WHERE sequence > %s", place)
        return self._chain_anew(place, lambda entry, acts: hashlib.sha256(json.dumps([getattr(entry, name) for name in FIRST_FIELDS], default=str).encode()).hexdigest())  # fmt: skip

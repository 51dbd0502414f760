"""Two writers, one chain."""

from threading import Thread

import pytest
from django.db import connection

from foundation.audit.models import AuditRecord
from foundation.audit.services import record, verify


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_keep_one_chain():
    failures = []

    def write(name: str) -> None:
        try:
            for number in range(25):
                record(actor=None, verb=f"test.{name}", number=number)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert AuditRecord.objects.filter(verb__startswith="test.").count() == 75
    assert verify().sound

"""Row-level security on PostgreSQL: a query that forgot to ask sees nobody else's rows, and everything works on."""

import subprocess

import psycopg
import pytest

from tests.foundation.audit.test_database_roles import APP, OWNER, address, manage, roles  # noqa: F401

SECRETS = "messaging_notice", "deputies_personaldata"
SET_UP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from foundation.notices.models import Notice
from portal_apps.deputies.models import Person, PersonalData
for name, role in {"dai": "代表", "lin": "代表", "xu": "代表工委", "bian": "编辑"}.items():
    user = get_user_model().objects.create_user(name, password="correct horse 4 battery", display_name=name)
    user.groups.add(Group.objects.get(name=role))
    Notice.objects.create(person=user, template="t", kind="rights", title="给" + name, text="文")
    if role == "代表":
        PersonalData.objects.create(person=Person.objects.create(name=name, account=user), phone="13800000000")
"""
AS_WEB = """
from django.test import Client
from django.contrib.auth import get_user_model
from foundation.rights import rows
from foundation.notices.models import Notice
rows.serve_people()
"""


@pytest.fixture(scope="module")
def people(roles) -> dict[str, int]:  # noqa: F811
    """By name: two deputies, a member of the staff, an editor; each has a message."""
    done = manage(APP, "shell", "-c", SET_UP)
    assert not done.returncode, done.stderr
    with psycopg.connect(address(OWNER)) as owner:
        return dict(owner.execute("SELECT username, id FROM accounts_user"))


def seen(told: tuple[str, str] | None) -> list[int]:
    """How many rows of each table a bare query sees as the application, after the connection was told this."""
    with psycopg.connect(address(APP)) as connection:
        if told:
            connection.execute(
                "SELECT set_config('app.person', %s, false), set_config('app.reach', %s, false)", told
            )
        counts = (connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in SECRETS)
        return [row[0] for row in counts if row]


def test_a_query_without_a_person_sees_no_row(people):
    assert seen(None) == [0, 0]
    assert seen(("", "")) == [0, 0]


def test_a_query_for_one_person_sees_that_persons_rows(people):
    assert seen((str(people["dai"]), "")) == [1, 1]
    assert seen((str(people["bian"]), "content.desk content.write")) == [1, 0]


def test_staff_see_deputies_but_never_letters_of_others(people):
    assert seen((str(people["xu"]), "deputies.read deputies.edit")) == [1, 2]


def test_work_of_the_house_and_the_owner_see_all(people):
    assert seen(("", "house")) == [4, 2]
    with psycopg.connect(address(OWNER)) as owner:
        assert owner.execute("SELECT count(*) FROM messaging_notice").fetchone() == (4,)


def test_nobody_writes_a_row_into_somebody_elses_name(people):
    with psycopg.connect(address(APP)) as connection:
        connection.execute("SELECT set_config('app.person', %s, false)", [str(people["dai"])])
        changed = connection.execute(
            "UPDATE messaging_notice SET title = '改' WHERE person_id = %s", [people["lin"]]
        )
        assert changed.rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE messaging_notice SET person_id = %s", [people["lin"]])


def shell(script: str) -> str:
    done: subprocess.CompletedProcess[str] = manage(APP, "shell", "-c", AS_WEB + script)
    assert not done.returncode, done.stderr
    return done.stdout


def test_a_login_an_inbox_and_a_message_to_somebody_else_work_as_the_application(people):
    told = shell("""
from foundation.notices.services import Kind, notify, register_template
from django.conf import settings
settings.SECOND_FACTOR_REQUIRED = False
c = Client()
a = c.post("/accounts/login/", {"login": "dai", "password": "correct horse 4 battery"})
page = c.get("/messages/").content.decode()
print("login", a.status_code, "给dai" in page, "给lin" in page)
print("after", Notice.objects.count())
dai, lin = (get_user_model().objects.get(username=name) for name in ("dai", "lin"))
rows.tell(rows.told_of(dai))
register_template("t.wall", kind="rights", title="你好", text="文")
notify(lin, "t.wall", key="once"), notify(lin, "t.wall", key="once")
print("own", Notice.objects.count(), [n.person_id == dai.pk for n in Notice.objects.all()])
""")
    assert "login 302 True False" in told
    assert "after 0" in told
    assert "own 1 [True]" in told
    assert seen(("", "house"))[0] == 5


def test_a_job_sees_what_it_needs_and_a_rollback_takes_back_what_was_told(people):
    told = shell("""
from django.db import transaction
try:
    with transaction.atomic(), rows.as_house():
        print("inside", Notice.objects.count() >= 4)
        raise ValueError
except ValueError:
    print("outside", Notice.objects.count())
""")
    assert "inside True" in told
    assert "outside 0" in told
    job = manage(
        APP, "shell", "-c", "from foundation.notices.models import Notice; print(Notice.objects.count() >= 4)"
    )
    assert "True" in job.stdout

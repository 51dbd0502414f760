"""Row-level security on PostgreSQL: a query that forgot to ask sees nobody else's rows, and everything works on."""

import subprocess

import psycopg
import pytest

from foundation.rights.rows import walled
from tests.foundation.audit.test_database_roles import APP, OWNER, address, manage, roles  # noqa: F401

SECRETS = "messaging_notice", "deputies_personaldata", "deputies_wish", "imports_upload"
STUDIES = {"training_study"}
DRAFTS = {"motions_item", "motions_text", "motions_saved"}
SET_UP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from foundation.notices.models import Notice
from datetime import date
from foundation.imports.models import Upload
from portal_apps.deputies.models import Area, Body, Mandate, Person, PersonalData, Session, Term, Wish
city = Area.objects.create(name="示例市", short="市", level="municipal")
term = Term.objects.create(area=city, number=16, since=date(2023, 1, 10))
unit = Body.objects.create(kind="electing_unit", name="望河区人民代表大会", area=city)
held = {"term": term, "electing_unit": unit, "starts_on": term.since, "state": "confirmed"}
for name, role in {"dai": "代表", "lin": "代表", "xu": "代表工委", "bian": "编辑"}.items():
    user = get_user_model().objects.create_user(name, password="correct horse 4 battery", display_name=name)
    user.groups.add(Group.objects.get(name=role))
    Notice.objects.create(person=user, template="t", kind="rights", title="给" + name, text="文")
    if role == "代表":
        person = Person.objects.create(name=name, account=user)
        team = Body.objects.create(kind="delegation", name=name, term=term, area=city)
        Mandate.objects.create(person=person, delegation=team, **held)
        PersonalData.objects.create(person=person, phone="13800000000")
        Wish.objects.create(person=person, said="{}", by=user)
    if role == "代表工委":
        Upload.objects.create(kind="deputies", name="名单.csv", size=1, sha256="0", by=user)
"""
AS_WEB = """
from django.test import Client
from django.contrib.auth import get_user_model
from foundation.rights import rows
from foundation.notices.models import Notice
rows.serve_people()
"""

COUNT_IN_A_JOB = """
from foundation.jobs import registry, runner, services
from foundation.notices.models import Notice
registry.register_kind(registry.JobKind("test.count", lambda payload, progress: Notice.objects.count(), "数"))
job = services.enqueue("test.count", {})
runner.run_waiting()
job.refresh_from_db()
print("seen", job.result)
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
    assert seen(None) == [0, 0, 0, 0]
    assert seen(("", "")) == [0, 0, 0, 0]


def test_a_query_for_one_person_sees_that_persons_rows(people):
    assert seen((str(people["dai"]), "")) == [1, 1, 1, 0]
    assert seen((str(people["bian"]), "content.desk content.write")) == [1, 0, 0, 0]


def test_staff_see_deputies_but_never_letters_of_others(people):
    assert seen((str(people["xu"]), "deputies.read deputies.edit")) == [1, 2, 2, 1]


def test_staff_of_a_place_see_the_deputies_of_that_place(people):
    with psycopg.connect(address(OWNER)) as owner:
        team = owner.execute("SELECT id FROM deputies_body WHERE name = 'dai'").fetchone()[0]
        term = owner.execute("SELECT id FROM deputies_term").fetchone()[0]
    xu = str(people["xu"])
    assert seen((xu, f"deputies.read@ deputies.read@delegation:{team}"))[1] == 1
    assert seen((xu, "deputies.read@ deputies.read@delegation:0"))[1] == 0
    assert seen((xu, f"deputies.read@ deputies.read@term:{term}"))[1] == 2
    assert seen((xu, "deputies.read@"))[1] == 0


def test_work_of_the_house_and_the_owner_see_all(people):
    assert seen(("", "house")) == [4, 2, 2, 1]
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


def test_every_table_behind_a_wall_is_told_of_and_no_other(people):
    with psycopg.connect(address(OWNER)) as owner:
        behind = {row[0] for row in owner.execute("SELECT tablename FROM pg_policies")}
    assert behind == walled() == set(SECRETS) | DRAFTS | STUDIES


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


def test_a_connection_keeps_nobody_whoever_gets_it_next(people):
    told = shell("""
from django.db import connection, transaction
dai, lin = (get_user_model().objects.get(username=name) for name in ("dai", "lin"))
rows.tell(lambda: rows.told_of(dai))
print("own", Notice.objects.count(), Notice.objects.get().person_id == dai.pk)
with connection.cursor() as cursor:
    cursor.connection.execute("SELECT count(*) FROM messaging_notice")  # what another client of a pooler would see
    print("bare", cursor.connection.execute("SELECT count(*) FROM messaging_notice").fetchone()[0])
with transaction.atomic():
    print("first", Notice.objects.get().person_id == dai.pk)
    rows.tell(rows.told_of(lin))
    print("second", {one.person_id for one in Notice.objects.all()} == {lin.pk})
    with rows.as_house():
        print("all", Notice.objects.count() >= 4, Notice.objects.filter(title__contains="%").count())
    mine, theirs = (Notice.objects.filter(person=one).update(text="新") for one in (lin, dai))
    print("written", mine > 0, theirs)
""")
    for said in ("own 1 True", "bare 0", "first True", "second True", "all True 0", "written True 0"):
        assert said in told, told


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
    job = manage(APP, "shell", "-c", COUNT_IN_A_JOB)  # a worker acts for the house
    assert not job.returncode, job.stderr
    assert "seen 4" in job.stdout or "seen 5" in job.stdout, job.stdout

"""On PostgreSQL the application's role may append to the log and look at it, and nothing else; yet all of it works."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.services import postgres
from tests.services.environment import worker

ROOT = Path(__file__).resolve().parents[3]
TABLES = ("audit_auditrecord", "audit_auditact", "audit_auditanchor", "audit_auditarchive")
DATABASE = f"roles_{worker()}"  # the server is shared
OWNER, APP, KEEPER = (f"{DATABASE}_{role}" for role in ("owner", "app", "keeper"))
NAMES = ("--owner", OWNER, "--app", APP, "--keeper", KEEPER)


def address(role: str) -> str:
    return postgres.url(DATABASE).replace("//app@", f"//{role}@")


def manage(role: str, *command: str) -> subprocess.CompletedProcess[str]:
    """A management command of the product, connected as this role."""
    surroundings = {**os.environ, "DATABASE_URL": address(role), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    surroundings.pop("SPC_TEST_PREPARED", None)
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def roles(tmp_path_factory) -> None:
    """A migrated database that the product's own command has divided between an owner and the application."""
    os.environ["VAR_DIR"], before = str(tmp_path_factory.mktemp("var")), os.environ["VAR_DIR"]
    postgres.create(DATABASE)
    done = manage("app", "database_roles", *NAMES, "--apply")
    assert not done.returncode, done.stderr
    yield
    os.environ["VAR_DIR"] = before


@pytest.fixture
def app(roles):
    with psycopg.connect(address(APP)) as connection:
        yield connection


FORBIDDEN = [
    "UPDATE {} SET {} = {}",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "ALTER TABLE {} OWNER TO CURRENT_USER",
    "DROP TABLE {}",
    "CREATE TRIGGER x BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_can_only_append_and_look(app, table, statement):
    app.execute(f"SELECT * FROM {table} LIMIT 1")
    column = {"audit_auditact": "number", "audit_auditarchive": "first"}.get(table, "sequence")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement.format(table, column, column))


@pytest.mark.parametrize("table", TABLES)
def test_the_application_cannot_give_itself_more(app, table):
    """PostgreSQL only warns of a GRANT that has no effect."""
    app.execute(f"GRANT ALL ON {table} TO CURRENT_USER")
    for right in ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
        assert app.execute("SELECT has_table_privilege(%s, %s)", [table, right]).fetchone() == (False,)


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "DROP FUNCTION audit_refuse() CASCADE",
        "SELECT audit_remove_archived()",
        "SET ROLE {}",
        "CREATE TABLE x (y int)",
    ],
)
def test_nor_can_it_get_round_the_tables(app, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement.format(OWNER))


def test_a_whole_request_works_as_the_application(roles):
    """A login over HTTP, its record, and the chain behind it."""
    script = (
        "from django.test import Client; from django.contrib.auth import get_user_model as u;"
        "from foundation.audit.models import AuditRecord as R; from foundation.audit.services import verify;"
        "u().objects.create_user('wang', password='correct horse 4 battery');"
        "c = Client(REMOTE_ADDR='198.51.100.7');"
        "a = c.post('/accounts/login/', {'login': 'wang', 'password': 'correct horse 4 battery'});"
        "b = c.post('/accounts/logout/'); v = verify();"
        "print(a.status_code, b.status_code, list(R.objects.values_list('verb', flat=True)), v.sound)"
    )
    done = manage(APP, "shell", "-c", script)
    assert "302 302 ['accounts.login', 'accounts.logout'] True" in done.stdout, done.stderr


def test_what_is_archived_is_removed_by_the_keeper_only_and_the_keeper_does_nothing_else(roles, tmp_path):
    script = (
        "from datetime import timedelta as t; from django.conf import settings as s; from django.utils import timezone as z;"
        "from foundation.audit.models import AuditRecord as R;"
        "from foundation.audit.services import *;"
        f"s.AUDIT_ARCHIVES = 'file:{tmp_path}';"
        "[record(actor=None, verb='audit.view') for _ in range(5)];"
        "made = seal_old(z.now() + t(days=2000));"
        "s.AUDIT_KEEPER_URL = {keeper!r};"
        "print('removed', remove_archived(), made[-1].last - made[0].first + 1, verify().sound, R.objects.count())"
    )
    refused = manage(APP, "shell", "-c", script.format(keeper=""))
    assert "维护角色" in refused.stderr
    done = manage(APP, "shell", "-c", script.format(keeper=address(KEEPER)))
    said = done.stdout.split("removed ")[1].split()
    assert int(said[0]) >= int(said[1]) > 0, done.stderr
    assert said[2] == "True"
    with psycopg.connect(address(KEEPER)) as connection:
        for statement in ("DELETE FROM audit_auditrecord", "SELECT * FROM accounts_user"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(statement)


def test_the_check_tells_the_application_from_the_owner(roles):
    assert manage(APP, "database_roles", "--check").returncode == 0
    owner = manage(OWNER, "database_roles", "--check")
    assert owner.returncode
    assert "所有者" in owner.stderr
    superuser = manage("app", "database_roles", "--check")
    assert "超级用户" in superuser.stderr


def test_the_owner_migrates_and_new_tables_are_open_to_the_application(roles):
    done = manage(OWNER, "migrate")
    assert not done.returncode, done.stderr
    with psycopg.connect(address(OWNER)) as connection:
        connection.execute("CREATE TABLE later (x int)")
    with psycopg.connect(address(APP)) as connection:
        connection.execute("INSERT INTO later VALUES (1)")
    assert not manage(OWNER, "database_roles", *NAMES, "--apply").returncode
    with psycopg.connect(address(APP)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM audit_auditrecord")

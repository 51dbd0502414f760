"""The ground the other tests stand on: real servers, a clean database, no way out, no skip."""

import socket
import threading

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from tests.services import environment, postgres, rules


@pytest.mark.django_db
def test_the_database_is_the_engine_asked_for(on_postgresql):
    assert on_postgresql == (environment.engine() == "postgresql")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_committing_test_leaves_is_gone_and_migrated_rows_stay(turn):
    assert not get_user_model().objects.filter(username="leftover").exists()
    assert Permission.objects.exists()
    get_user_model().objects.create_user("leftover")


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_what_was_committed():
    get_user_model().objects.create_user("shared")
    seen = []

    def look():
        from django.db import connection

        seen.append(get_user_model().objects.filter(username="shared").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


def test_a_test_cannot_reach_beyond_its_machine():
    with socket.socket() as probe, pytest.raises(OSError, match="only this machine"):
        probe.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("address", [("127.0.0.1", 1), ("::1", 1), "/run/socket", ("localhost", 1)])
def test_local_addresses_are_allowed(address):
    assert rules.is_local(address)


def test_a_private_postgresql_answers_and_clones_the_template():
    import psycopg

    postgres.create("test_clone")
    with psycopg.connect(postgres.url("test_clone")) as connection:
        assert len(connection.execute("select 1 from django_migrations").fetchall()) > 50


def test_a_private_redis_answers(redis_url):
    import redis

    with redis.Redis.from_url(redis_url) as client:
        client.set("议案", "1")
        assert client.get("议案") == b"1"


def test_a_private_object_store_keeps_a_file(s3, tmp_path):
    (tmp_path / "a.txt").write_text("正文")
    s3.client().fput_object(
        bucket_name=s3.bucket, object_name="附件/a.txt", file_path=str(tmp_path / "a.txt")
    )
    with s3.client().get_object(bucket_name=s3.bucket, object_name="附件/a.txt") as answer:
        assert answer.read().decode() == "正文"


def test_a_private_nginx_serves_what_the_browser_reads(nginx, page, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><title>首页</title><h1>你好</h1>"
    )
    address = nginx(f"server {{ listen 127.0.0.1:{{port}}; root {tmp_path}; }}")
    page.goto(address)
    assert page.title() == "首页"
    assert page.goto(f"{address}/nothing").status == 404


def test_the_browser_reports_a_refused_script(nginx, page, page_problems, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>x</title><script>document.title = 'y'</script>"
    )
    policy = "add_header Content-Security-Policy \"script-src 'self'\";"
    page.goto(nginx(f"server {{ listen 127.0.0.1:{{port}}; root {tmp_path}; {policy} }}"))
    page.wait_for_timeout(50)
    assert any("CSP: script-src" in problem for problem in page_problems)
    page_problems.clear()


def test_a_person_is_logged_in_with_one_call(client_for):
    person = get_user_model().objects.create_user("li", is_superuser=True)
    assert client_for(person).get("/admin/").status_code == 200


def test_a_browser_page_can_belong_to_a_person(live_server, page, log_in, page_problems):
    person = get_user_model().objects.create_user("zhang", is_superuser=True)
    log_in(page, person, live_server.url)
    assert page.goto(f"{live_server.url}/admin/").status == 200
    assert "/login" not in page.url
    page_problems.clear()


def test_the_clock_stands_where_a_test_puts_it(moment):
    from django.utils import timezone

    assert moment("2026-11-22 09:00+08:00") == timezone.now()


def test_a_run_with_a_skipped_test_fails(tmp_path):
    import os
    import subprocess
    import sys

    from deploy.bootstrap.template import ROOT

    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.services.rules"]\n')
    (tmp_path / "test_lazy.py").write_text(
        "import pytest\n@pytest.mark.skip\ndef test_a(): pass\ndef test_b(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", "-c", os.devnull]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "test_lazy.py::test_a" in done.stdout.partition("not allowed")[2]

"""What the workers of a queue do before their first job."""

from django.conf import settings

from .workers import Worker, lines, wait_for


def test_a_worker_gets_ready_for_its_own_queue_whatever_fails(tmp_path, monkeypatch, transactional_db):
    monkeypatch.setenv("STARTS_LOG", str(tmp_path / "starts"))
    worker = Worker("default", settings.CELERY_BROKER_URL, tmp_path / "worker.log")
    try:
        wait_for(lambda: lines(tmp_path / "starts"), "the first thing a worker does")
        wait_for(lambda: "could not get ready" in worker.log.read_text(), "the fault in the log")
    finally:
        worker.kill9()
    assert lines(tmp_path / "starts") == ["first"]

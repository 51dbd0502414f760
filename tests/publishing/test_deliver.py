"""Releases reach the targets of RELEASE_TARGETS by durable jobs; a target in trouble holds nobody up."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job, JobState
from foundation.jobs.services import run_waiting
from publishing.models import Delivery, Release
from publishing.release.activate import publisher_lock
from publishing.services import publish_site, redeliver, target_statuses
from publishing.services.deliver import catch_up, check_targets, deliver_later
from publishing.services.refusals import NotAllowed, ReleaseRefused
from publishing.targets.export import SUFFIX
from tests.publishing.targets.press import LONG, Press, content, served

pytestmark = pytest.mark.django_db
State = Delivery.State


class Office:
    """An installation whose releases are of plain files, with the rows and jobs of real ones."""

    def __init__(self, settings, tmp_path):
        from publishing.release.key_file import make_key

        settings.SITE_DIR = tmp_path / "site"
        settings.RELEASE_KEY_FILE = str(tmp_path / "keys" / "release.pem")
        self.settings, self.press = settings, None
        self.press = Press(settings.SITE_DIR, make_key(tmp_path / "keys" / "release.pem"))
        self.folder = tmp_path / "www"
        self.transfer = tmp_path / "transfer"
        for one in (self.folder, self.transfer):
            one.mkdir()

    def targets(self, *texts: str) -> None:
        self.settings.RELEASE_TARGETS = " ".join(texts)

    def release(self, **files: str | None) -> Release:
        with publisher_lock(self.press.paths):
            self.press.release({f"{name}.html": text for name, text in files.items()})
        row = Release.objects.create(name=self.press.made[-1].release)
        deliver_later(row)
        return row

    def send_first_to(self, *texts: str) -> None:
        """These targets, and a first release brought to them as far as it can be."""
        self.targets(*texts)
        self.release(index="first")
        run_waiting()


@pytest.fixture
def office(settings, tmp_path) -> Office:
    return Office(settings, tmp_path)


def later(seconds: int = 3600) -> None:
    """Time passes, so that what waits for another try is due."""
    Job.objects.filter(state=JobState.QUEUED).update(run_after=timezone.now() - timedelta(seconds=1))


def test_a_release_reaches_a_folder_a_bundle_and_s3(office, s3, monkeypatch, tmp_path):
    from publishing.import_release import main

    values = {"ENDPOINT": f"http://{s3.endpoint}", "ACCESS_KEY": s3.access_key, "SECRET_KEY": s3.secret_key}
    for name, value in values.items():
        monkeypatch.setenv(f"RELEASE_S3_{name}", value)
    office.targets(f"dir:{office.folder}", f"bundle:{office.transfer}", f"s3:{s3.bucket}/site")
    for text in ("first", "second"):
        office.release(index=LONG + text)
        run_waiting()
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DONE}
    keys = str(tmp_path / "keys/release.keys.json")
    assert main([f"s3:{s3.bucket}/site", "--site", str(tmp_path / "a"), "--key", keys]) == 0
    for file in sorted(office.transfer.iterdir()):
        assert main([str(file), "--site", str(tmp_path / "b"), "--key", keys]) == 0
    for place in (office.folder, tmp_path / "a", tmp_path / "b"):
        assert served(place / "current") == served(office.press.folder)
    assert [status.behind for status in target_statuses()] == [0, 0, 0]


def test_without_targets_nothing_waits(office):
    office.targets()
    office.release(index="first")
    assert not Delivery.objects.exists()
    assert target_statuses() == []


def test_a_target_that_is_away_is_tried_again_and_the_newest_release_wins(office):
    office.targets(f"dir:{office.folder}/mounted")
    first = office.release(index="first")
    run_waiting()
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == (State.WAITING, 1)
    assert "不在" in row.error
    second = office.release(index="second")
    (office.folder / "mounted").mkdir()
    later()
    run_waiting()
    assert first.deliveries.get().state == State.SUPERSEDED
    assert second.deliveries.get().state == State.DONE
    assert content(office.folder / "mounted/current") == content(office.press.folder)
    assert target_statuses()[0].delivered == second


def test_one_target_in_trouble_does_not_hold_up_another(office):
    office.send_first_to(f"dir:{office.folder}/missing", f"dir:{office.folder}")
    assert {status.state for status in target_statuses()} == {State.WAITING, State.DONE}
    assert content(office.folder / "current") == content(office.press.folder)


def test_a_target_that_refuses_is_not_asked_again_by_itself(office, tmp_path):
    stranger = Press(tmp_path / "stranger")
    stranger.release({"index.html": "another publisher"})
    host = stranger.host(office.folder)
    from publishing.targets.accept import accept
    from publishing.targets.source import FolderSource

    accept(host, FolderSource(stranger.folder))
    office.send_first_to(f"dir:{office.folder}")
    row = Delivery.objects.get()
    assert row.state == State.REFUSED
    assert row.error
    catch_up()
    assert run_waiting() == 0
    assert content(office.folder / "current") == content(stranger.folder)


def test_what_was_lost_is_caught_up_by_the_clock(office):
    office.targets(f"dir:{office.folder}")
    office.release(index="first")
    Job.objects.all().delete()
    catch_up()
    run_waiting()
    assert Delivery.objects.get().state == State.DONE


def test_bundles_are_deltas_with_a_complete_one_now_and_then(office):
    office.targets(f"bundle:{office.transfer}?full_every=3")
    for number in range(5):
        office.release(index=LONG + str(number))
        run_waiting()
    names = sorted(path.name for path in office.transfer.iterdir())
    assert [".full" in name for name in names] == [True, False, False, True, False]
    assert all(name.endswith(SUFFIX) for name in names)


def test_a_complete_delivery_can_be_ordered_by_those_who_may(office, user_for):
    office.targets(f"dir:{office.folder}")
    target = f"dir:{office.folder}"
    office.release(index="first")
    run_waiting()
    for stored in (office.folder / "store").glob("??/*"):
        stored.unlink()
    with pytest.raises(NotAllowed):
        redeliver(target, user_for("editor"), "试试", full=True)
    admin = user_for("system_admin")
    with pytest.raises(ReleaseRefused, match="理由"):
        redeliver(target, admin, " ")
    with pytest.raises(ReleaseRefused, match="没有设置过"):
        redeliver("dir:/elsewhere", admin, "核对")
    redeliver(target, admin, "磁盘换过", full=True)
    run_waiting()
    row = Delivery.objects.get()
    assert row.state == State.DONE
    assert row.files == len(list((office.folder / "store").glob("??/*")))
    assert AuditRecord.objects.filter(verb="publishing.redeliver", actor=admin).exists()


def test_a_run_that_finds_nothing_left_to_send_does_not_hide_what_was_sent(office, user_for):
    office.send_first_to(f"dir:{office.folder}")
    sent = Delivery.objects.get().files
    redeliver(f"dir:{office.folder}", user_for("system_admin"), "核对")
    run_waiting()
    row = Delivery.objects.get()
    assert (row.state, row.files, row.attempts) == (State.DONE, sent, 2)
    assert sent > 0


def test_a_target_taken_out_of_the_settings_gets_nothing_more(office):
    office.targets(f"dir:{office.folder}")
    office.release(index="first")
    office.targets()
    run_waiting()
    assert not (office.folder / "current").exists()
    assert Job.objects.get().state == JobState.FAILED


def test_settings_nobody_can_read_are_told_by_check_and_do_not_stop_publishing(office):
    office.targets("ftp://somewhere")
    office.release(index="first")
    assert not Delivery.objects.exists()
    assert "ftp" in check_targets(None)[0].msg


def test_the_publishers_own_folder_is_no_target(office):
    office.send_first_to(f"dir:{office.settings.SITE_DIR}")
    assert Delivery.objects.get().state == State.REFUSED


def test_publishing_and_rolling_back_both_deliver(office, settings, user_for, monkeypatch):
    from publishing import registry
    from publishing.contract import Exporter
    from publishing.services import roll_back
    from tests.publishing.factory import THEME, small_site

    settings.SITE_THEME_DIR = THEME
    documents = {document.id: document for document in small_site()}
    exporters = {
        prefix: Exporter(
            prefix,
            lambda ids: [documents[name] for name in ids],
            lambda prefix=prefix: [name for name in documents if name.startswith(prefix + ":")],
        )
        for prefix in ("page", "site")
    }
    monkeypatch.setattr(registry, "context_sources", [])
    monkeypatch.setattr("publishing.services.take_in.exporters", exporters)
    office.targets(f"dir:{office.folder}")
    first = publish_site(full=True)
    run_waiting()
    assert content(office.folder / "current") == content(settings.SITE_DIR / "current")
    documents.pop("page:2")
    publish_site(full=True)
    run_waiting()
    back = roll_back(first.release, user_for("system_admin"), "发错了")
    run_waiting()
    assert target_statuses()[0].delivered == back
    assert content(office.folder / "current") == content(settings.SITE_DIR / "current")


def test_export_release_writes_a_bundle_and_says_which(office, capsys):
    office.release(index="first")
    call_command("export_release", to=office.transfer)
    assert "完整包" in capsys.readouterr().out
    assert len(list(office.transfer.iterdir())) == 1

"""The migrated template is made again exactly when a fresh database would differ."""

import pytest

from deploy.bootstrap import template


@pytest.fixture
def house(tmp_path):
    files = {
        "requirements.lock": "django==5.2",
        "cms/settings/base.py": 'INSTALLED_APPS = [\n    "cms.pages",\n]\nOTHER = 1\n',
        "cms/pages/migrations/0001_initial.py": "first",
        "cms/pages/models.py": "models",
        "foundation/accounts/roles.py": "roles",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "requirements.lock",
        "cms/pages/migrations/0001_initial.py",
        "cms/pages/migrations/0002_next.py",
        "foundation/accounts/roles.py",
    ],
)
def test_what_a_migration_reads_changes_the_key(house, name):
    before = template.key(house)
    (house / name).write_text("changed")
    assert template.key(house) != before


def test_a_new_app_changes_the_key(house):
    before = template.key(house)
    (house / "cms/settings/base.py").write_text('INSTALLED_APPS = [\n    "cms.pages",\n    "cms.new",\n]\n')
    assert template.key(house) != before


def test_other_code_and_other_settings_do_not(house):
    before = template.key(house)
    (house / "cms/pages/models.py").write_text("changed")
    (house / "cms/settings/base.py").write_text('INSTALLED_APPS = [\n    "cms.pages",\n]\nOTHER = 2\n')
    assert template.key(house) == before


def test_only_the_newest_templates_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "cache_dir", lambda: tmp_path)
    monkeypatch.setattr(template, "KEPT", 2)
    import os

    for number in range(4):
        (tmp_path / f"{number}.sqlite3").write_text("")
        os.utime(tmp_path / f"{number}.sqlite3", (number, number))
    template.prune("*.sqlite3")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.sqlite3", "3.sqlite3"]

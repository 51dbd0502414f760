"""The rules of the house notice what they are there for."""

import subprocess

import pytest

from tests.checks import sizes, tree
from tests.checks.__main__ import main


@pytest.fixture
def house(tmp_path, monkeypatch):
    """`house("a.py", "text")` puts a file into a small repository that the checks look at."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    monkeypatch.setenv("SPC_SHARED_DATA", str(tmp_path / "elsewhere"))

    def put(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return put


def test_a_function_of_41_lines_is_too_long_and_one_of_40_is_not(tmp_path):
    def source(lines: int) -> str:
        return "def verb():\n" + "    step()\n" * (lines - 1)

    assert "41 lines" in next(sizes.findings(tmp_path / "a.py", source(41)))
    assert not list(sizes.findings(tmp_path / "a.py", source(40)))


def test_a_file_of_301_lines_is_too_long_and_one_of_300_is_not(tmp_path):
    assert "301 lines" in next(sizes.findings(tmp_path / "a.css", "a\n" * 301))
    assert not list(sizes.findings(tmp_path / "a.css", "a\n" * 300))


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https" + "://index.example/simple\ndjango==5.2 --hash=sha256:00",
        "django @ https" + "://files.example/django.whl --hash=sha256:00",
    ],
)
def test_an_index_address_in_a_lock_is_found(house, text):
    house("requirements.lock", text)
    assert list(tree.lock_files()) == [
        "requirements.lock: holds an index address; lock again with --no-emit-index-url"
    ]


def test_a_lock_without_hashes_is_found(house):
    house("requirements.lock", "django==5.2\n")
    assert "holds no hashes" in next(tree.lock_files())


@pytest.mark.parametrize("path", ["/ro" + "ot/.config", "/ho" + "me/wang/project", "/wo" + "rk/main/run"])
def test_a_path_of_one_machine_is_found(house, path):
    house("cms/a.py", f'"""A."""\nHERE = "{path}"\n')
    assert list(tree.machine_paths()) == [f'cms/a.py:2: path of one machine: HERE = "{path}"']


def test_an_address_of_the_site_is_no_machine_path(house):
    house("cms/a.py", '"""A."""\nPATH = "/work/2026/1122/7/"\n')
    assert not list(tree.machine_paths())


@pytest.mark.parametrize(
    "line", ["# TO" + "DO later", "break" + "point()", "@pytest.mark." + "skip", "<<<<<<" + "< ours"]
)
def test_what_somebody_left_behind_is_found(house, line):
    house("cms/a.py", f"{line}\n")
    assert len(list(tree.leftovers())) == 1


def test_a_copy_of_shared_data_is_found(house, tmp_path):
    text = "正文" * 200
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "original.md").write_text(text)
    (tmp_path / ".gitignore").write_text("elsewhere\n")
    house("docs/copy.md", text)
    assert list(tree.foreign_data()) == ["docs/copy.md: a copy of shared data (original.md)"]


def test_a_module_without_docstring_is_found(house):
    house("cms/a.py", "x = 1\n")
    house("cms/migrations/0001_initial.py", "x = 1\n")
    house("cms/empty/__init__.py", "")
    assert list(tree.docstrings()) == ["cms/a.py: no module docstring"]


def test_a_folder_nobody_planned_is_found(house):
    house("misc/a.py", '"""A."""\n')
    assert [finding.partition(":")[0] for finding in tree.top_folders()] == ["misc"]


def test_an_unknown_check_is_named_with_the_ones_there_are(capsys):
    assert main(["nonsense"]) == 2
    assert "sizes" in capsys.readouterr().out

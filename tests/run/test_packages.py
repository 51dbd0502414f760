"""What the system lacks for PDF is installed or named; nothing else waits for it."""

import pytest

from deploy.bootstrap import packages
from deploy.bootstrap.say import Trouble
from deploy.bootstrap.testing import TESTING


def test_a_missing_library_is_named_by_its_package():
    wanted = {"libthere": packages.file("etc/*"), "libgone": packages.file("no/such/*.so")}
    assert packages.missing(wanted) == ["libgone"]


def test_who_may_not_install_reads_the_line_to_run(monkeypatch):
    monkeypatch.setattr(packages, "_may_install", lambda: None)
    with pytest.raises(
        Trouble, match=r"sudo apt-get update && sudo apt-get install -y .* libgone，再运行 ./run test"
    ):
        packages.install(["libgone"], "测试", "./run test")


def test_a_start_goes_on_without_pdf_and_says_so(monkeypatch, capsys):
    monkeypatch.setattr(packages, "PRINTING", {"libgone": lambda: False})
    monkeypatch.setattr(packages, "_may_install", lambda: None)
    packages.offer_printing()
    assert "暂时不能写 PDF，Word 不受影响" in capsys.readouterr().out


def test_a_start_with_everything_says_nothing(monkeypatch, capsys):
    monkeypatch.setattr(packages, "PRINTING", {"there": lambda: True})
    packages.offer_printing()
    assert capsys.readouterr().out == ""


def test_the_tests_have_what_pdf_needs():
    assert set(packages.PRINTING) <= set(TESTING)

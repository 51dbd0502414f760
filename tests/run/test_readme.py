"""The documents promise only what there is."""

import re

import pytest

from deploy.bootstrap.__main__ import HELP, VERBS
from deploy.bootstrap.places import ROOT

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
PAGES = [*READMES, *sorted((ROOT / "docs" / "operations").glob("*.md"))]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_every_command_of_the_readme_exists_and_is_in_the_help(path):
    named = set(re.findall(r"\./run ([a-z]+)", path.read_text()))
    assert {"test", "check", "bench", "manage", "help"} <= named <= set(VERBS)
    assert all(f"./run {verb}" in HELP for verb in named)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_every_variable_of_the_readme_is_in_the_help(path):
    named = set(re.findall(r"`([A-Z]+_?[A-Z]+)`", path.read_text()))
    assert named
    assert all(name in HELP for name in named)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_the_units_start_the_processes_of_the_procfile():
    names = set(re.findall(r"^(\w+):", (ROOT / "Procfile").read_text(), re.M))
    guide = (ROOT / "docs" / "operations" / "install.md").read_text()
    assert names == set(
        re.findall(r"spc@(\w+)(?=[ \n])", guide.partition("enable --now")[2].partition("\n")[0] + "\n")
    )
    compose = (ROOT / "deploy" / "compose.yml").read_text()
    assert names == set(re.findall(r"^    command: \[(\w+)\]$", compose, re.M))


def test_every_variable_of_the_example_is_read_somewhere():
    example = (ROOT / "deploy" / "systemd" / "environment.example").read_text()
    named = set(re.findall(r"^([A-Z_]+)=", example, re.M)) - {"DJANGO_SETTINGS_MODULE"}
    sources = [*(ROOT / "cms" / "settings").glob("*.py"), ROOT / "Procfile"]
    read = "\n".join(path.read_text() for path in sources)
    assert {name for name in named if name not in read} == set()

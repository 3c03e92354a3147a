"""What a newcomer relies on: verbs that are described, commands that are the same everywhere."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TypedDict, cast

import pytest
from tests.house.repository import ROOT, project_files, text_of

import asteroid_mcp

MOST_VERBS = 10
MOST_LINES = 400

# Folders that exist on one person's or one runner's machine only.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work)/\w")


class LockedPackage(TypedDict, total=False):
    integrity: str
    resolved: str


def phony_verbs() -> list[str]:
    [declared] = re.findall(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)
    return str(declared).split()


def make(*arguments: str) -> str:
    environment = {name: text for name, text in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["/usr/bin/env", "make", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def make_commands(text: str) -> list[str]:
    return re.findall(r"^\s*(?:\$ )?(make \w+)", text, re.MULTILINE)


def code_blocks(markdown: str) -> str:
    return "\n".join(re.findall(r"^```\w*\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL))


def paths_of_one_machine(text: str) -> list[str]:
    return [line for line in text.splitlines() if MACHINE_PATH.search(line)]


def test_a_bare_make_lists_every_verb_with_what_it_does() -> None:
    written = make()
    listed = dict(re.findall(r"^make (\w+) +(\S.+)$", written, re.MULTILINE))
    assert len(listed) == len(written.splitlines())
    assert list(listed) == phony_verbs()
    assert len(listed) <= MOST_VERBS


def test_ci_lints_and_runs_the_readmes_test_command() -> None:
    assert make_commands(text_of(".ci/run")) == ["make lint", "make test"]
    assert "make test" in make_commands(code_blocks(text_of("README.md")))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_verb_that_is_shown_exists(document: str) -> None:
    shown = {
        command.removeprefix("make ") for command in make_commands(code_blocks(text_of(document)))
    }
    assert shown
    assert shown <= set(phony_verbs())


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## \[([^\]]+)\]", text_of("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == asteroid_mcp.__version__


def test_no_file_names_a_folder_of_one_machine() -> None:
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in project_files()}
    assert len(texts) > 20
    assert {
        str(path.relative_to(ROOT)): lines
        for path, text in texts.items()
        if (lines := paths_of_one_machine(text))
    } == {}


@pytest.mark.parametrize("top", ["home", "Users", "root", "work"])
def test_a_folder_of_one_machine_is_noticed(top: str) -> None:
    assert paths_of_one_machine(f'HERE = "/{top}/asteroid"')


@pytest.mark.parametrize("text", ["/users/v2/whoami", "https://example.org/home/x", "a/root/b"])
def test_routes_and_links_are_not_taken_for_folders(text: str) -> None:
    assert paths_of_one_machine(text) == []


def test_every_python_file_can_be_read_in_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in project_files()
        if path.suffix == ".py"
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_what_git_ignores_is_no_project_file(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text(".venv/\n", encoding="utf-8")
    for name in (".venv/a.py", ".git/b", "kept/c.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    found = {str(path.relative_to(tmp_path)) for path in project_files(tmp_path)}
    assert found == {".gitignore", "kept/c.py"}


def test_the_node_lock_holds_a_hash_of_every_package_and_no_registry() -> None:
    lock = cast(
        "dict[str, dict[str, LockedPackage]]",
        json.loads(text_of("tests/clients/package-lock.json")),
    )
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []

"""The command line: what it prints, what it answers, what it refuses."""

import json
from pathlib import Path

import pytest

import asteroid_mcp
from asteroid_mcp.entrypoints.cli import main
from asteroid_mcp.tools.catalogue import TOOLS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without settings of the developer's own."""
    for name in ("ASTEROID_API_KEY", "ASTEROID_API_URL", "ASTEROID_API_GENERATION", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SANDBOX_HOME", str(tmp_path / "sandbox"))
    return tmp_path


def test_tools_prints_every_tool_under_its_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tools"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {tool.name} " in printed for tool in TOOLS)
    assert all(section in printed for section in {str(tool.toolset) for tool in TOOLS})


def test_call_prints_the_answer_of_the_sandbox(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["call", "getContext"]) == 0
    assert "owner@sandbox.example" in capsys.readouterr().out


def test_call_prints_the_structured_content_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["call", "--json", "getContext"]) == 0
    assert json.loads(capsys.readouterr().out)["email"] == "owner@sandbox.example"


def test_a_value_is_text_where_text_is_wanted_and_json_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["call", "--json", "searchDocs", "query=12", "limit=1"]) == 0
    assert '"12"' in json.loads(capsys.readouterr().out)["summary"]


def test_a_refused_call_says_why_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["call", "--json", "searchDocs", "query=x", "limit=many"]) == 1
    printed = capsys.readouterr().out
    assert "2 problems with the arguments of searchDocs" in printed
    assert 'limit: must be a whole number; got "many"' in printed


def test_the_sandbox_remembers_from_call_to_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["call", "--json", "getContext"])
    organization = json.loads(capsys.readouterr().out)["organizations"][0]["id"]
    create = ["call", "agentProfilesCreate", f"organizationId={organization}", "name=Kept"]
    assert main([*create, "description=For good"]) == 0
    capsys.readouterr()
    main(["call", "agentProfilesList", f"organizationId={organization}", "searchName=Kept"])
    assert "name: Kept" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["call", "nope"], "asteroid-mcp: Unknown tool: nope"),
        (["call", "getContext", "x"], "asteroid-mcp: 'x': arguments are written as key=value"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(message)
    assert printed.err.count("\n") == 1


def test_a_wrong_setting_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "many")
    assert main(["dev"]) == 2
    assert capsys.readouterr().err.startswith("asteroid-mcp: PORT: must be a whole number")


def test_a_folder_that_cannot_be_used_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SANDBOX_HOME", str(home / "file"))
    assert main(["call", "getContext"]) == 2
    assert capsys.readouterr().err.startswith("asteroid-mcp: SANDBOX_HOME: ")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.strip() == asteroid_mcp.__version__

"""The rooms look one way only; each rule is also shown a small house that breaks it."""

from pathlib import Path

import pytest
from tests.house.imports import (
    LOOKS_AT,
    Rule,
    crossing_to_the_sandbox,
    imports_under,
    looking_the_wrong_way,
    slowing_a_plain_call,
    tying_tools_to_the_sdk,
)
from tests.house.repository import ROOT

RULES: list[Rule] = [
    looking_the_wrong_way,
    crossing_to_the_sandbox,
    tying_tools_to_the_sdk,
    slowing_a_plain_call,
]

BROKEN: list[tuple[Rule, str, str]] = [
    (looking_the_wrong_way, "asteroid_mcp/web/app.py", "import asteroid_mcp.entrypoints.cli"),
    (looking_the_wrong_way, "asteroid_mcp/server/wire.py", "from asteroid_mcp import web"),
    (looking_the_wrong_way, "asteroid_mcp/tools/files.py", "from asteroid_mcp.server import text"),
    (looking_the_wrong_way, "asteroid_mcp/asteroid/api.py", "from asteroid_mcp import settings"),
    (looking_the_wrong_way, "asteroid_mcp/asteroid/api.py", "from ..auth.caller import Caller"),
    (looking_the_wrong_way, "asteroid_mcp/asteroid/__init__.py", "from .. import staging"),
    (looking_the_wrong_way, "asteroid_mcp/auth/token.py", "from asteroid_mcp.tools import call"),
    (looking_the_wrong_way, "asteroid_mcp/settings.py", "from asteroid_mcp.asteroid import api"),
    (looking_the_wrong_way, "asteroid_mcp/oauth/login.py", "import asteroid_mcp.server.wire"),
    (
        looking_the_wrong_way,
        "asteroid_mcp/server/wire.py",
        "def later():\n    from asteroid_mcp.oauth import login",
    ),
    (
        looking_the_wrong_way,
        "asteroid_mcp/tools/call.py",
        "if TYPE_CHECKING:\n    from asteroid_mcp.server import wire",
    ),
    (crossing_to_the_sandbox, "asteroid_mcp/web/app.py", "from asteroid_sandbox import app"),
    (crossing_to_the_sandbox, "asteroid_mcp/entrypoints/cli.py", "import asteroid_sandbox.app"),
    (crossing_to_the_sandbox, "asteroid_sandbox/app.py", "import asteroid_mcp"),
    (tying_tools_to_the_sdk, "asteroid_mcp/tools/call.py", "from mcp.types import Tool"),
    (tying_tools_to_the_sdk, "asteroid_mcp/server/registry.py", "import mcp"),
    (slowing_a_plain_call, "asteroid_mcp/web/app.py", "import boto3"),
    (slowing_a_plain_call, "asteroid_mcp/tools/files.py", "from botocore.config import Config"),
    (
        slowing_a_plain_call,
        "asteroid_mcp/server/wire.py",
        "try:\n    from aws_lambda_powertools import Logger\nexcept ImportError:\n    pass",
    ),
]

SOUND = [
    ("asteroid_mcp/entrypoints/local.py", "from asteroid_sandbox.app import create_app"),
    ("asteroid_mcp/web/app.py", "from asteroid_mcp.server import wire\nimport mcp"),
    ("asteroid_mcp/tools/call.py", "from asteroid_mcp.asteroid.api import Api"),
    ("asteroid_mcp/asteroid/api.py", "import httpx\nfrom asteroid_mcp.asteroid import errors"),
    ("asteroid_mcp/server/wire.py", "import asteroid_mcp\nfrom asteroid_mcp import __version__"),
    ("asteroid_mcp/tools/files.py", "def upload():\n    import boto3"),
    ("asteroid_mcp/web/app.py", "if TYPE_CHECKING:\n    import boto3"),
    ("asteroid_mcp/storage/table.py", "import boto3"),
    ("asteroid_sandbox/app.py", "from starlette.applications import Starlette"),
]


def house_of(folder: Path, path: str, source: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("home", ["functions", "sandbox"])
def test_this_house_keeps_the_rule(rule: Rule, home: str) -> None:
    imports = imports_under(ROOT / home)
    assert imports
    assert [str(found) for found in rule(imports)] == []


@pytest.mark.parametrize(("rule", "path", "source"), BROKEN)
def test_a_broken_rule_is_noticed(rule: Rule, path: str, source: str, tmp_path: Path) -> None:
    imports = imports_under(house_of(tmp_path, path, source))
    assert len(rule(imports)) == 1


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("path", "source"), SOUND)
def test_what_the_rules_allow_is_let_be(rule: Rule, path: str, source: str, tmp_path: Path) -> None:
    assert rule(imports_under(house_of(tmp_path, path, source))) == []


def test_every_room_has_its_place_in_the_order() -> None:
    package = ROOT / "functions/asteroid_mcp"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    rooms |= {path.stem for path in package.glob("*.py")} - {"__init__"}
    assert rooms <= set(LOOKS_AT)

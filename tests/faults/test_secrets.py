"""Keys, cookies and credentials: not in a result, not in an error's text, not in any log."""

import logging

import httpx
import pytest
from tests.faults.secrets_in_use import (
    COOKIE,
    PASSWORD,
    PROXY,
    PROXY_PASSWORD,
    SESSION,
    SIGN_IN,
    WRONG_KEY,
    found_in,
)
from tests.faults.sound_calls import NEW_PROFILE, SOUND
from tests.faults.tools import ToolCall, Tools, unreachable

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.credentials import ApiKey, BearerToken
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.server.protocol import McpEndpoint
from asteroid_sandbox.seed import DEMO_API_KEY
from asteroid_sandbox.seed.people import PORTAL_PROFILE_ID

pytestmark = pytest.mark.anyio

_LOGGERS = ("asteroid_mcp", "httpx", "httpcore", "mcp", "uvicorn", "asyncio")
_GIVEN: JsonObject = {"credentials": [SIGN_IN], "cookies": [SESSION]}
_ADDED: JsonObject = {"credentialsToAdd": [SIGN_IN], "cookiesToAdd": [SESSION]}
_CREATED = ToolCall("agentProfilesCreate", {"name": NEW_PROFILE, **_GIVEN})
_CHANGED = ToolCall("agentProfileUpdate", {"profileId": PORTAL_PROFILE_ID, **_ADDED})
_TAKEN = ToolCall("agentProfilesCreate", {"name": "Portal Login", **_GIVEN})
_UNKNOWN = ToolCall(
    "agentProfileUpdate", {"profileId": PORTAL_PROFILE_ID, "credentialsToUpdate": [SIGN_IN]}
)
_FLAWED = (
    ToolCall("agentProfilesCreate", {**_GIVEN, "naem": "Mistyped"}),
    ToolCall(
        "agentProfilesCreate",
        {"name": "Flawed", "cookies": [{**SESSION, "sameSite": "lax", "path": "/"}]},
    ),
    ToolCall("agentProfilesCreate", {"name": "Long", "credentials": [{**SIGN_IN, "name": ""}]}),
    ToolCall(
        "agentProfilesCreate",
        {"name": "Long", "credentials": [{"name": "PIN", "data": PASSWORD * 400}]},
    ),
)


class Wire:
    """The MCP endpoint, spoken to by hand: whatever it answers is kept, and so is what is logged.

    Everything runs at level DEBUG.
    """

    def __init__(self, tools: Tools, caplog: pytest.LogCaptureFixture) -> None:
        self.tools = tools
        self.answers: list[str] = []
        self._caplog = caplog
        caplog.set_level(logging.DEBUG)
        for name in _LOGGERS:
            caplog.set_level(logging.DEBUG, name)

    async def call(self, call: ToolCall, tools: Tools | None = None) -> bool:
        """Call a tool, answer whether it was done."""
        dispatcher = (tools or self.tools).dispatcher
        endpoint = McpEndpoint(dispatcher, lambda _: LOCAL_CALLER, max_request_bytes=1_000_000)
        params: JsonObject = {"name": call.tool, "arguments": call.arguments}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        headers = {
            "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": "2025-11-25",
        }
        transport = httpx.ASGITransport(endpoint)
        async with httpx.AsyncClient(transport=transport, base_url="http://mcp") as client:
            answer = await client.post("/mcp", json=message, headers=headers)
        self.answers.append(answer.text)
        result: JsonObject = answer.json()["result"]
        return result.get("isError") is not True

    def leaks(self) -> list[str]:
        """The secrets in what was answered and logged; there has to be something of both."""
        assert self.answers
        logged_by = {record.name.partition(".")[0] for record in self._caplog.records}
        assert {"asteroid_mcp", "httpx", "httpcore", "mcp", "uvicorn"} <= logged_by
        return found_in("\n".join([*self.answers, self._caplog.text]))


@pytest.fixture
def wire(tools: Tools, caplog: pytest.LogCaptureFixture) -> Wire:
    return Wire(tools, caplog)


async def test_no_tool_tells_a_secret_when_all_goes_well(wire: Wire) -> None:
    assert await wire.call(_CREATED)
    assert await wire.call(_CHANGED)
    for call in SOUND.values():
        await wire.call(call)
    for name in ("agentProfilesList", "executionsList", "agentList"):
        assert await wire.call(ToolCall(name, {"detail": "full"}))
    assert wire.leaks() == []


@pytest.mark.parametrize("generation", [Generation.LEGACY])
async def test_a_proxys_password_goes_in_and_never_comes_out(wire: Wire) -> None:
    proxied: JsonObject = {"name": NEW_PROFILE, "browserSettings": PROXY}
    assert await wire.call(ToolCall("agentProfilesCreate", proxied))
    assert await wire.call(ToolCall("agentProfilesList", {"detail": "full"}))
    assert "proxy-user" in wire.answers[-1]
    assert wire.leaks() == []


@pytest.mark.parametrize("fault", ["429", "500", "503", "malformed", "cut", "slow"])
async def test_no_failure_of_asteroids_tells_a_secret(wire: Wire, fault: str) -> None:
    for call, route in ((_CREATED, routes.CREATE_PROFILE), (_CHANGED, routes.UPDATE_PROFILE)):
        wire.tools.fail(route, fault)
        assert not await wire.call(call, wire.tools.within(0.3 if fault == "slow" else 10))
    await wire.tools.service.server.settle()
    assert wire.leaks() == []


async def test_no_refusal_of_asteroids_tells_a_secret(wire: Wire) -> None:
    assert not await wire.call(_TAKEN)
    assert not await wire.call(_UNKNOWN)
    assert wire.leaks() == []


async def test_no_flaw_beside_a_secret_tells_it(wire: Wire) -> None:
    assert await wire.call(SOUND["getContext"])
    for call in _FLAWED:
        assert not await wire.call(call)
    assert wire.leaks() == []


async def test_a_key_that_is_not_accepted_is_not_told_either(wire: Wire) -> None:
    for call in SOUND.values():
        assert not await wire.call(call, wire.tools.by(WRONG_KEY))
    assert wire.leaks() == []


async def test_an_asteroid_that_cannot_be_reached_tells_no_secret(wire: Wire) -> None:
    assert await wire.call(SOUND["getContext"])
    with unreachable(wire.tools) as tools:
        for call in (_CREATED, _CHANGED):
            assert not await wire.call(call, tools)
    assert wire.leaks() == []


def test_a_credential_does_not_show_its_value() -> None:
    for credential in (ApiKey(DEMO_API_KEY), BearerToken(DEMO_API_KEY)):
        assert found_in(f"{credential!r} {credential}") == []


def test_the_secrets_are_found_where_they_are() -> None:
    for secret in (DEMO_API_KEY, COOKIE, PASSWORD, PROXY_PASSWORD):
        assert found_in(f"before {secret} after") == [secret]

"""MCP on the wire, in both eras, on one stateless endpoint."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.auth.caller import LOCAL_CALLER, Caller, Scope
from asteroid_mcp.server.protocol import McpEndpoint
from tests.server.toys import dispatcher

pytestmark = pytest.mark.anyio

_MODERN = "2026-07-28"
_LEGACY = ("2025-03-26", "2025-06-18", "2025-11-25")
_ACCEPT = {"Accept": "application/json, text/event-stream"}


class Wire:
    """Sends JSON-RPC by hand, as either era wants it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def modern(self, method: str, **params: Json) -> httpx.Response:
        meta: JsonObject = {
            "io.modelcontextprotocol/protocolVersion": _MODERN,
            "io.modelcontextprotocol/clientCapabilities": {},
            "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        }
        headers = {"MCP-Protocol-Version": _MODERN, "Mcp-Method": method} | _ACCEPT
        if isinstance(name := params.get("name"), str):
            headers["Mcp-Name"] = name
        return await self._post(method, params | {"_meta": meta}, headers)

    async def legacy(
        self, method: str, version: str | None = _LEGACY[-1], **params: Json
    ) -> httpx.Response:
        headers = dict(_ACCEPT) if version is None else {"MCP-Protocol-Version": version} | _ACCEPT
        return await self._post(method, params, headers)

    async def _post(
        self, method: str, params: JsonObject, headers: dict[str, str]
    ) -> httpx.Response:
        message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
        return await self.client.post("/mcp", json=message, headers=headers)


def _endpoint(caller: Caller = LOCAL_CALLER) -> McpEndpoint:
    return McpEndpoint(dispatcher(), lambda _: caller, max_request_bytes=100_000)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    transport = httpx.ASGITransport(_endpoint())
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield Wire(client)


async def test_a_modern_call_is_answered_in_one_exchange(wire: Wire) -> None:
    answer = await wire.modern("tools/call", name="addUp", arguments={"first": 2})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    result = answer.json()["result"]
    assert result["resultType"] == "complete"
    assert result["structuredContent"] == {"summary": "2 and 1 make 3", "total": 3}
    assert result["content"] == [{"type": "text", "text": "2 and 1 make 3\n\ntotal: 3"}]


@pytest.mark.parametrize("version", [None, *_LEGACY])
async def test_a_legacy_call_needs_no_session(wire: Wire, version: str | None) -> None:
    answer = await wire.legacy("tools/call", version, name="addUp", arguments={"first": 2})
    assert answer.status_code == 200
    assert "mcp-session-id" not in answer.headers
    assert answer.json()["result"]["structuredContent"]["total"] == 3


@pytest.mark.parametrize("version", _LEGACY)
async def test_initialize_agrees_on_the_clients_version_and_teaches_the_quick_start(
    wire: Wire, version: str
) -> None:
    answer = await wire.legacy(
        "initialize",
        None,
        protocolVersion=version,
        capabilities={},
        clientInfo={"name": "test", "version": "1"},
    )
    result = answer.json()["result"]
    assert result["protocolVersion"] == version
    assert result["serverInfo"]["name"] == "asteroid-mcp"
    assert result["capabilities"]["tools"] == {"listChanged": False}
    assert "getContext" in result["instructions"]


async def test_discover_tells_version_capabilities_and_instructions(wire: Wire) -> None:
    result = (await wire.modern("server/discover")).json()["result"]
    assert result["supportedVersions"] == [_MODERN]
    assert result["cacheScope"] == "private"
    assert result["ttlMs"] > 0
    assert "agentExecutePost" in result["instructions"]


async def test_tools_are_listed_whole_with_a_cache_hint(wire: Wire) -> None:
    result = (await wire.modern("tools/list")).json()["result"]
    assert [tool["name"] for tool in result["tools"]] == ["addUp", "breakIt"]
    assert result["ttlMs"] > 0
    add, broken = result["tools"]
    assert add["title"] == "Add"
    assert add["description"] == "Add two numbers. Then be glad."
    assert add["annotations"] == {
        "title": "Add",
        "readOnlyHint": True,
        "destructiveHint": False,
        "idempotentHint": True,
        "openWorldHint": False,
    }
    assert add["inputSchema"] == {
        "type": "object",
        "properties": {
            "first": {"type": "integer", "description": "A number.", "maximum": 100},
            "second": {"type": "integer", "default": 1},
        },
        "required": ["first"],
        "additionalProperties": False,
    }
    assert add["outputSchema"]["required"] == ["summary", "total"]
    assert broken["annotations"]["destructiveHint"] is True
    assert broken["_meta"] == {"asteroid/toolset": "files", "asteroid/scope": "asteroid:delete"}


async def test_both_eras_list_the_same_tools(wire: Wire) -> None:
    modern = (await wire.modern("tools/list")).json()["result"]["tools"]
    legacy = (await wire.legacy("tools/list")).json()["result"]["tools"]
    assert modern == legacy


async def test_a_caller_sees_only_the_tools_of_their_scopes() -> None:
    reader = Caller("reader", frozenset({Scope.READ}))
    transport = httpx.ASGITransport(_endpoint(reader))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        listed = (await Wire(client).modern("tools/list")).json()["result"]["tools"]
    assert [tool["name"] for tool in listed] == ["addUp"]


async def test_an_unknown_tool_is_a_protocol_error(wire: Wire) -> None:
    modern = await wire.modern("tools/call", name="nope", arguments={})
    legacy = await wire.legacy("tools/call", name="nope", arguments={})
    assert (modern.status_code, legacy.status_code) == (400, 200)
    for answer in (modern, legacy):
        assert answer.json()["error"] == {"code": -32602, "message": "Unknown tool: nope"}


async def test_a_failed_tool_is_a_result_and_no_protocol_error(wire: Wire) -> None:
    for answer in (
        await wire.modern("tools/call", name="breakIt", arguments={}),
        await wire.legacy("tools/call", name="breakIt"),
    ):
        assert answer.status_code == 200
        result = answer.json()["result"]
        assert result["isError"] is True
        assert "structuredContent" not in result
        assert "secret" not in answer.text


async def test_a_cursor_that_was_never_given_is_refused(wire: Wire) -> None:
    error = (await wire.modern("tools/list", cursor="x")).json()["error"]
    assert error["code"] == -32602
    assert "first page" in error["message"]


@pytest.mark.parametrize("method", ["resources/list", "prompts/list", "resources/templates/list"])
async def test_what_is_not_offered_is_an_unknown_method(wire: Wire, method: str) -> None:
    answer = await wire.modern(method)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == -32601


async def test_a_call_without_a_name_or_with_wrong_arguments_is_malformed(wire: Wire) -> None:
    nameless = await wire.legacy("tools/call")
    wrong = await wire.legacy("tools/call", name="addUp", arguments=[1])
    assert nameless.json()["error"]["code"] == -32602
    assert wrong.json()["error"]["code"] == -32602


async def test_a_header_that_contradicts_the_body_is_refused(wire: Wire) -> None:
    headers = {"MCP-Protocol-Version": _MODERN, "Mcp-Method": "tools/list"} | _ACCEPT
    meta = {
        "io.modelcontextprotocol/protocolVersion": _MODERN,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    message = {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": meta}}
    answer = await wire.client.post("/mcp", json=message, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == -32020


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe{\x00}\x00"])
async def test_what_is_not_one_request_is_refused(wire: Wire, body: bytes) -> None:
    headers = {"Content-Type": "application/json"} | _ACCEPT
    answer = await wire.client.post("/mcp", content=body, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("body", [b"5", b"[]", b"{}", b'{"jsonrpc":"2.0","id":1}', b'["secret"]'])
@pytest.mark.parametrize("version", [None, _LEGACY[-1], _MODERN])
async def test_a_malformed_message_is_refused_in_words(
    wire: Wire, body: bytes, version: str | None
) -> None:
    era = {} if version is None else {"MCP-Protocol-Version": version, "Mcp-Method": "x"}
    headers = {"Content-Type": "application/json"} | _ACCEPT | era
    answer = await wire.client.post("/mcp", content=body, headers=headers)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, -32600)
    assert "single JSON-RPC" in error["message"]
    assert "pydantic" not in answer.text
    assert "secret" not in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


async def test_a_body_over_the_limit_is_refused(wire: Wire) -> None:
    answer = await wire.legacy("tools/call", name="addUp", arguments={"first": "x" * 100_000})
    assert answer.status_code == 413


async def test_a_notification_is_accepted(wire: Wire) -> None:
    message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    answer = await wire.client.post("/mcp", json=message, headers=_ACCEPT)
    assert answer.status_code == 202


async def test_the_answer_is_one_json_document_whatever_its_letters(wire: Wire) -> None:
    answer = await wire.legacy("tools/call", name="addUp", arguments={"first": "東京 👩‍💻"})
    assert "東京" in json.loads(answer.content)["result"]["content"][0]["text"]


async def test_headers_that_mirror_arguments_are_checked_against_the_tools_own_schema(
    wire: Wire,
) -> None:
    meta = {
        "io.modelcontextprotocol/protocolVersion": _MODERN,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    for name, status in (("addUp", 200), ("nope", 400)):
        headers = {
            "MCP-Protocol-Version": _MODERN,
            "Mcp-Method": "tools/call",
            "Mcp-Name": name,
            "Mcp-Param-First": "2",
        } | _ACCEPT
        params = {"name": name, "arguments": {"first": 2}, "_meta": meta}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        answer = await wire.client.post("/mcp", json=message, headers=headers)
        assert answer.status_code == status

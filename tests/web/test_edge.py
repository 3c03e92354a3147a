"""The HTTP edge: who is let in, what every answer carries, what each path says."""

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

import asteroid_mcp
from asteroid_mcp.web.app import create_app
from asteroid_mcp.web.editors import editors
from asteroid_mcp.web.guard import Guard

_HOST = "127.0.0.1:3000"
_ORIGIN = f"http://{_HOST}"

pytestmark = pytest.mark.anyio


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await JSONResponse({"got": body.decode()})(scope, receive, send)


async def _beside(_: Request) -> PlainTextResponse:
    return PlainTextResponse("beside")


def _client() -> httpx.AsyncClient:
    app = create_app(
        _echo,
        url=f"{_ORIGIN}/mcp",
        hosts=[_HOST, "localhost:3000"],
        origins=[_ORIGIN],
        working_with="the <sandbox>",
        beside=[Route("/beside", _beside)],
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=_ORIGIN)


async def test_a_post_reaches_the_mcp_endpoint() -> None:
    async with _client() as client:
        answer = await client.post("/mcp", content=b"hello")
    assert answer.json() == {"got": "hello"}


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "HEAD"])
async def test_other_methods_are_answered_at_once_with_what_is_allowed(method: str) -> None:
    async with _client() as client:
        answer = await client.request(method, "/mcp")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    if method != "HEAD":
        assert "Send messages by POST" in answer.json()["detail"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:3001", ""])
@pytest.mark.parametrize("path", ["/mcp", "/", "/beside"])
async def test_another_host_is_refused_everywhere(host: str, path: str) -> None:
    async with _client() as client:
        answer = await client.post(path, headers={"Host": host})
    assert answer.status_code == 421
    assert "does not answer for the host" in answer.json()["detail"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:3001"])
async def test_a_foreign_web_page_is_refused(origin: str) -> None:
    async with _client() as client:
        answer = await client.post("/mcp", headers={"Origin": origin})
    assert answer.status_code == 403
    assert "ASTEROID_ALLOWED_ORIGINS" in answer.json()["detail"]
    assert "access-control-allow-origin" not in answer.headers


async def test_an_allowed_web_page_may_ask_and_post() -> None:
    preflight = {
        "Origin": _ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, mcp-protocol-version, mcp-method",
    }
    async with _client() as client:
        asked = await client.options("/mcp", headers=preflight)
        posted = await client.post("/mcp", headers={"Origin": _ORIGIN})
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == _ORIGIN
    assert posted.headers["access-control-allow-origin"] == _ORIGIN


@pytest.mark.parametrize("path", ["/", "/mcp", "/health", "/nothing", "/beside"])
async def test_every_answer_carries_the_security_headers(path: str) -> None:
    async with _client() as client:
        answer = await client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


async def test_health_says_the_version() -> None:
    async with _client() as client:
        answer = await client.get("/health")
    assert answer.json() == {"status": "ok", "version": asteroid_mcp.__version__}


async def test_an_unknown_path_names_the_right_one() -> None:
    async with _client() as client:
        answer = await client.get("/sse")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "Nothing is at '/sse'; the MCP endpoint is /mcp."


async def test_the_page_says_how_to_connect_each_editor_and_escapes_what_it_shows() -> None:
    async with _client() as client:
        page = (await client.get("/")).text
    assert "the &lt;sandbox&gt;" in page
    for editor in editors(f"{_ORIGIN}/mcp"):
        assert editor.name in page
    assert f"claude mcp add --transport http asteroid {_ORIGIN}/mcp" in page
    assert "<script" not in page


async def test_what_stands_beside_is_served() -> None:
    async with _client() as client:
        assert (await client.get("/beside")).text == "beside"


async def test_a_protocol_other_than_http_is_passed_on() -> None:
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
        seen.append(scope["type"])

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(_: Message) -> None:
        pass

    await Guard(inner, hosts=[], origins=[])({"type": "lifespan"}, receive, send)
    assert seen == ["lifespan"]

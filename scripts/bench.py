"""Measure what a user waits for and what a model has to read, side by side with a plain SDK server.

Every server answers in a process of its own, in-process, with the same 32 declarations. The rounds
are interleaved; ratios are taken round by round and their median is printed.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROUNDS, _WARM_CALLS = 7, 300
_SERVERS = ("ours", "plain")
_CHARACTERS_A_TOKEN = 4
_MODERN, _LEGACY = "2026-07-28", "2025-11-25"

type Figures = dict[str, float]


def main() -> None:
    """Measure, or, as a child, serve and report."""
    if len(sys.argv) > 1:
        print(json.dumps(asyncio.run(_measured(sys.argv[1]))))
        return
    rounds = [{server: _in_a_process(server) for server in _SERVERS} for _ in range(_ROUNDS)]
    print(f"{'':<34}{'ours':>10}{'plain SDK':>12}{'ratio':>8}")
    for figure in rounds[0]["ours"]:
        ours, plain = ([each[server][figure] for each in rounds] for server in _SERVERS)
        ratio = statistics.median(a / b for a, b in zip(ours, plain, strict=True))
        print(
            f"{figure:<34}{statistics.median(ours):>10.1f}{statistics.median(plain):>12.1f}"
            f"{ratio:>8.2f}"
        )
    print(f"\nMedians of {_ROUNDS} interleaved rounds, Python {sys.version.split()[0]}.")
    print(f"What a model reads of all tools: about {_tokens_of_all_tools()} tokens.")


def _in_a_process(server: str) -> Figures:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), server], capture_output=True, check=True
    )
    figures = cast("Figures", json.loads(done.stdout))
    figures["start to first answer, ms"] = (figures.pop("answered at") - began) * 1000
    return dict(sorted(figures.items()))


async def _measured(server: str) -> Figures:
    app = _ours() if server == "ours" else _plain()
    await _post(app, "tools/call", _MODERN, name="getContext", arguments={"unknown": 1})
    figures: Figures = {"answered at": time.perf_counter()}
    for version in (_MODERN, _LEGACY):
        era = version[:4]
        figures[f"warm tools/list {era}, ms"] = await _median_ms(app, "tools/list", version)
        figures[f"warm tools/call {era}, ms"] = await _median_ms(
            app, "tools/call", version, name="getContext", arguments={"unknown": 1}
        )
    return figures


def _ours() -> ASGIApp:
    from asteroid_mcp.asteroid.credentials import ApiKey  # noqa: PLC0415 - what is measured
    from asteroid_mcp.asteroid.generation import Generation  # noqa: PLC0415
    from asteroid_mcp.asteroid.transport import Asteroid  # noqa: PLC0415
    from asteroid_mcp.auth.caller import LOCAL_CALLER  # noqa: PLC0415
    from asteroid_mcp.server.dispatch import Dispatcher, OneCredential  # noqa: PLC0415
    from asteroid_mcp.server.protocol import McpEndpoint  # noqa: PLC0415
    from asteroid_mcp.server.registry import Registry  # noqa: PLC0415
    from asteroid_mcp.tools.catalogue import TOOLS  # noqa: PLC0415

    dispatcher = Dispatcher(
        registry=Registry(TOOLS),
        asteroid=Asteroid("http://127.0.0.1:9", Generation.CURRENT),
        credentials=OneCredential(ApiKey("none")),
        call_seconds=1,
        result_characters=60_000,
    )
    return McpEndpoint(dispatcher, lambda _: LOCAL_CALLER, max_request_bytes=1_000_000)


def _plain() -> ASGIApp:
    """A server as the SDK's documentation writes it, with as many tools of four parameters each."""
    from mcp.server.mcpserver import MCPServer  # noqa: PLC0415 - what is measured
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager  # noqa: PLC0415

    server = MCPServer("plain")

    async def answer(first: str = "", second: int = 1, third: float = 0, fourth: str = "") -> str:
        return f"{first}{second}{third}{fourth}"

    server.add_tool(answer, name="getContext", description="Answer something. " * 10)
    for number in range(31):
        server.add_tool(answer, name=f"tool{number}", description="Answer something. " * 10)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        lowlevel = server._lowlevel_server  # noqa: SLF001 - the only way to it
        manager = StreamableHTTPSessionManager(lowlevel, stateless=True, json_response=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    return app


async def _median_ms(app: ASGIApp, method: str, version: str, **params: object) -> float:
    times: list[float] = []
    for _ in range(_WARM_CALLS):
        began = time.perf_counter()
        await _post(app, method, version, **params)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


async def _post(app: ASGIApp, method: str, version: str, **params: object) -> None:
    """Send one request to the application itself; raises RuntimeError unless it answers 200."""
    if version == _MODERN:
        params["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": version,
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(_scope(method, version, params), receive, send)
    if statuses != [200]:
        raise RuntimeError(f"{method} in {version} was answered with {statuses}")


def _scope(method: str, version: str, params: dict[str, object]) -> Scope:
    headers = {
        "host": "127.0.0.1",
        "content-type": "application/json",
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": version,
        "mcp-method": method,
    }
    if isinstance(name := params.get("name"), str):
        headers["mcp-name"] = name
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/mcp",
        "raw_path": b"/mcp",
        "query_string": b"",
        "root_path": "",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }


def _tokens_of_all_tools() -> int:
    from asteroid_mcp.tools.catalogue import TOOLS  # noqa: PLC0415 - not by the children

    declared = [[tool.name, tool.title, tool.description, tool.input_schema] for tool in TOOLS]
    return sum(len(json.dumps(each)) for each in declared) // _CHARACTERS_A_TOKEN


if __name__ == "__main__":
    main()

"""`make dev`: the MCP endpoint on this machine, with the sandbox beside it."""

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from asteroid_mcp.asteroid.errors import AsteroidError, NotSignedIn
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.entrypoints import local
from asteroid_mcp.server.protocol import McpEndpoint
from asteroid_mcp.settings import API_KEY, PORT, BadSetting, Settings
from asteroid_mcp.web.app import create_app
from asteroid_mcp.web.editors import editors

_LOOPBACK = "127.0.0.1"


def serve(settings: Settings, *, reset: bool = False) -> None:
    """Serve until Ctrl-C, with `reset` on a new sandbox.

    Raises BadSetting for a taken port, a key that is not accepted or an unusable folder.
    """
    logging.basicConfig(level=settings.log_level, format="%(message)s")
    logging.getLogger("mcp").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with _listen(settings.port) as listener:
        origin = f"http://{_LOOPBACK}:{listener.getsockname()[1]}"
        upstream, beside = _upstream(settings, origin, reset=reset)
        app = _app(settings, upstream, origin, beside)
        asyncio.run(_serve(app, listener, upstream, origin))


def _listen(port: int) -> socket.socket:
    # Without the protocol, asyncio leaves Nagle's algorithm on, and each answer takes 40 ms more.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_LOOPBACK, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise BadSetting(
            f"{PORT.name}: {_LOOPBACK}:{port} cannot be used ({error.strerror}). "
            f"Stop what uses it, or choose another: {PORT.name}=3210 make dev"
        ) from None
    return listener


def _upstream(
    settings: Settings, origin: str, *, reset: bool
) -> tuple[local.Upstream, Sequence[BaseRoute]]:
    if settings.api_key is not None:
        return local.real(settings, settings.api_key), ()
    app = local.sandbox_app(settings.sandbox_home, reset=reset)
    return local.embedded(settings, url=f"{origin}/sandbox"), (Mount("/sandbox", app),)


def _app(
    settings: Settings, upstream: local.Upstream, origin: str, beside: Sequence[BaseRoute]
) -> Starlette:
    port = origin.rpartition(":")[2]
    hosts = [f"{name}:{port}" for name in (_LOOPBACK, "localhost")]
    endpoint = McpEndpoint(
        local.dispatcher(upstream, settings),
        lambda _: LOCAL_CALLER,
        max_request_bytes=settings.request_bytes,
    )
    return create_app(
        endpoint,
        url=f"{origin}/mcp",
        hosts=hosts,
        origins=[*(f"http://{host}" for host in hosts), *settings.allowed_origins],
        working_with=upstream.name,
        beside=beside,
    )


async def _serve(
    app: Starlette, listener: socket.socket, upstream: local.Upstream, origin: str
) -> None:
    config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=3)
    serving = asyncio.Event()
    server = _Server(config, serving.set)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    await serving.wait()
    try:
        _print_banner(upstream, await _user(upstream), origin)
        await task
    except BadSetting:
        server.should_exit = True
        await task
        raise
    finally:
        await upstream.asteroid.aclose()


class _Server(uvicorn.Server):
    """Says when it has begun to serve."""

    def __init__(self, config: uvicorn.Config, began: Callable[[], None]) -> None:
        super().__init__(config)
        self._began = began

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._began()


async def _user(upstream: local.Upstream) -> str:
    try:
        return await upstream.user()
    except NotSignedIn:
        raise BadSetting(f"{API_KEY.name}: {upstream.name} does not accept this key") from None
    except AsteroidError as error:
        return f"nobody yet: {error}"


def _print_banner(upstream: local.Upstream, user: str, origin: str) -> None:
    print(f"Asteroid MCP server: {origin}/mcp")
    print(f"  works with   {upstream.name}, as {user}")
    for editor in editors(f"{origin}/mcp"):
        print(f"  {editor.name:<17} {editor.where}: {editor.paste}")
    print(f"  In a browser      {origin}/")
    print("Ctrl-C stops it.", flush=True)

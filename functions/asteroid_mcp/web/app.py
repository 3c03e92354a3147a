"""The HTTP application: the MCP endpoint, a page for people, a health check."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

import asteroid_mcp
from asteroid_mcp.web.guard import Guard
from asteroid_mcp.web.landing import landing_page
from asteroid_mcp.web.problems import problem
from asteroid_mcp.web.security_headers import SecurityHeaders

type Handler = Callable[[Request], Awaitable[Response]]

_BROWSER_HEADERS = (
    "Accept",
    "Authorization",
    "Content-Type",
    "Mcp-Method",
    "Mcp-Name",
    "Mcp-Protocol-Version",
    "Mcp-Session-Id",
)


def create_app(
    mcp: ASGIApp,
    *,
    url: str,
    hosts: Sequence[str],
    origins: Sequence[str],
    working_with: str,
    beside: Sequence[BaseRoute] = (),
) -> Starlette:
    """Build the application around the MCP endpoint `mcp`, which is served at /mcp.

    `url` is the endpoint's public URL, `hosts` and `origins` are the only ones that are let in;
    `beside` are further routes of the same server.
    """
    return Starlette(
        routes=[
            Route("/", _page(url, working_with), methods=["GET"]),
            Route("/health", _health, methods=["GET"]),
            Route("/mcp", _OnlyPost(mcp)),
            *beside,
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Guard, hosts=hosts, origins=origins),
            Middleware(
                CORSMiddleware,
                allow_origins=origins,
                allow_methods=["POST"],
                allow_headers=_BROWSER_HEADERS,
            ),
        ],
        exception_handlers={404: _not_found},
    )


class _OnlyPost:
    """Answers every other method at once: no stream is held open, no session is there to end."""

    def __init__(self, mcp: ASGIApp) -> None:
        self._mcp = mcp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a POST on; answer 405 to all else (MCP 2026-07-28, Streamable HTTP)."""
        if scope["method"] == "POST":
            await self._mcp(scope, receive, send)
            return
        refused = problem(
            405,
            f"{scope['method']} is not offered: this server is stateless. Send messages by POST.",
            {"Allow": "POST"},
        )
        await refused(scope, receive, send)


def _page(url: str, working_with: str) -> Handler:
    async def page(_: Request) -> Response:
        return landing_page(url, working_with)

    return page


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok", "version": asteroid_mcp.__version__})


async def _not_found(request: Request, _: Exception) -> Response:
    return problem(404, f"Nothing is at {request.url.path[:100]!r}; the MCP endpoint is /mcp.")

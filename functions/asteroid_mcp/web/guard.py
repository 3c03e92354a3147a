"""Who may connect: the Host that was meant and the Origin that is allowed (DNS rebinding, CSRF).

MCP 2026-07-28, Streamable HTTP, security: a server MUST validate Origin when it is present.
"""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from asteroid_mcp.web.problems import problem


class Guard:
    """Refuses requests for another host (421) or from a web page that is not allowed (403)."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], origins: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host.lower() not in self._hosts:
            refused = problem(421, f"This server does not answer for the host {host[:100]!r}.")
            await refused(scope, receive, send)
        elif origin is not None and origin.lower() not in self._origins:
            await _forbidden_origin(origin)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _forbidden_origin(origin: str) -> ASGIApp:
    return problem(
        403,
        f"Web pages from {origin[:100]!r} may not connect. "
        "If this is yours, add it to ASTEROID_ALLOWED_ORIGINS.",
    )

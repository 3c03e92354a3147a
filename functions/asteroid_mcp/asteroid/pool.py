"""The connections to Asteroid: one pool for the process and its running event loop."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from asteroid_mcp.asteroid.calls import Call
from asteroid_mcp.asteroid.errors import AsteroidError, UpstreamBroken, UpstreamSlow
from asteroid_mcp.asteroid.retries import retry_after_seconds
from asteroid_mcp.asteroid.route import Route
from asteroid_mcp.asteroid.wire import RawAnswer

# A frozen Lambda function wakes with connections that the other side has long closed.
KEEPALIVE_SECONDS = 5.0
MAX_CONNECTIONS = 20
MAX_BODY_BYTES = 20_000_000


@dataclass(slots=True)
class Progress:
    """How far a call has come: whether Asteroid may have received any of it."""

    may_have_arrived: bool = False

    async def observe(self, event: str, _info: Mapping[str, object]) -> None:
        """Follow the events of one exchange as httpcore names them."""
        if event.endswith("connect_tcp.started"):
            self.may_have_arrived = False
        elif event.endswith("send_request_headers.started"):
            self.may_have_arrived = True


class Pool:
    """Sends single requests: no redirects, no cookies, no repeats, nothing from the environment."""

    def __init__(
        self,
        base_url: str,
        user_agent: str,
        timeout: httpx.Timeout,
        transport: httpx.AsyncBaseTransport | None,
        max_body_bytes: int = MAX_BODY_BYTES,
    ) -> None:
        self._base_url = base_url
        self._user_agent = user_agent
        self._timeout = timeout
        self._transport = transport
        self._max_body_bytes = max_body_bytes
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def exchange(
        self, call: Call, credential: Mapping[str, str], progress: Progress
    ) -> RawAnswer:
        """The answer to `call`, success or not. UpstreamBroken or UpstreamSlow without one."""
        progress.may_have_arrived = True  # Transports other than httpcore's tell nothing.
        try:
            return await self._send(call, credential, progress)
        except httpx.RequestError as cause:
            failure = _lost(call.route, cause)
        # Raised out here, for the cause holds the request and with it the credential.
        raise failure

    async def aclose(self) -> None:
        """Close the running event loop's connections. The pool can be used again."""
        client, self._client = self._client, None
        if client and self._loop is asyncio.get_running_loop():
            await client.aclose()

    async def _send(
        self, call: Call, credential: Mapping[str, str], progress: Progress
    ) -> RawAnswer:
        async with self._open().stream(
            call.route.method,
            f"{self._base_url}{call.target}",
            headers={**call.headers, **credential},
            content=call.content,
            files=call.files or None,
            extensions={"trace": progress.observe},
        ) as response:
            body = await self._body(call.route, response)
        return RawAnswer(
            response.status_code,
            response.headers.get("Content-Type", ""),
            retry_after_seconds(response.headers.get("Retry-After"), time.time()),
            body,
        )

    async def _body(self, route: Route, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > self._max_body_bytes:
                raise UpstreamBroken(
                    route.operation,
                    reason=f"the answer is larger than {self._max_body_bytes} bytes",
                    status=response.status_code,
                    outcome_unknown=route.changes,
                )
        return bytes(body)

    def _open(self) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop = self._new_client(), loop
        return self._client

    def _new_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            headers={"User-Agent": self._user_agent},
            timeout=self._timeout,
            transport=self._transport,
            limits=httpx.Limits(
                max_connections=MAX_CONNECTIONS, keepalive_expiry=KEEPALIVE_SECONDS
            ),
            # A cookie kept from one caller's answer would go out with the next caller's request.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,
        )


def _lost(route: Route, cause: httpx.RequestError) -> AsteroidError:
    """The error for an exchange that ended without an answer."""
    match cause:
        case httpx.ConnectError() | httpx.ConnectTimeout():
            return UpstreamBroken(route.operation, reason="it could not be reached")
        case httpx.PoolTimeout():
            return UpstreamSlow(route.operation)
        case httpx.TimeoutException():
            return UpstreamSlow(route.operation, outcome_unknown=route.changes)
        case _:
            reason = "the connection was cut before a whole answer came"
            return UpstreamBroken(route.operation, reason=reason, outcome_unknown=route.changes)

"""A tool call from name and arguments to a finished result, for whatever wire it came by."""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from asteroid_mcp.asteroid.credentials import Credential
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.asteroid.transport import Asteroid, Deadline
from asteroid_mcp.auth.caller import Caller
from asteroid_mcp.server.errors import EXPLAINED, Attempt, MissingScope, explain
from asteroid_mcp.server.registry import Registry
from asteroid_mcp.server.results import Result, finished
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.tool import Tool

logger = logging.getLogger(__name__)


class CredentialSource(Protocol):
    """Knows the credential for Asteroid that goes with a caller."""

    async def credential_of(self, caller: Caller, /) -> Credential:
        """Answer the caller's credential."""


@dataclass(frozen=True, slots=True)
class OneCredential:
    """The same credential for every caller: the key of the person at this machine, or a team's."""

    credential: Credential

    async def credential_of(self, _caller: Caller, /) -> Credential:
        """Answer the one credential."""
        return self.credential


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatcher:
    """Runs tools. `call_seconds` bounds a whole call, `result_characters` an answer."""

    registry: Registry
    asteroid: Asteroid
    credentials: CredentialSource
    call_seconds: float
    result_characters: int
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def call(self, caller: Caller, name: str, arguments: Mapping[str, Json]) -> Result:
        """Run a tool; every failure but UnknownTool is a result that says what to do next."""
        tool = self.registry.tool(name)
        started = time.monotonic()
        result = await self._outcome(tool, caller, arguments)
        logger.info(
            "%s %s in %.0f ms",
            tool.name,
            "failed" if result.is_error else "answered",
            (time.monotonic() - started) * 1000,
        )
        return result

    async def _outcome(self, tool: Tool, caller: Caller, arguments: Mapping[str, Json]) -> Result:
        try:
            return await self._run(tool, caller, arguments)
        except EXPLAINED as error:
            return Result(explain(error, Attempt(tool, arguments)), None, is_error=True)
        except Exception:
            # The edge of a call: whatever is left must reach the model as words, and the log whole.
            reference = secrets.token_hex(4)
            logger.exception("%s failed unexpectedly (reference %s)", tool.name, reference)
            return Result(_unexpected(tool, reference), None, is_error=True)

    async def _run(self, tool: Tool, caller: Caller, arguments: Mapping[str, Json]) -> Result:
        if not caller.may(tool.scope):
            raise MissingScope
        deadline = Deadline.after(self.call_seconds)
        api = self.asteroid.api(await self.credentials.credential_of(caller), deadline)
        call = Call(api, caller, self.result_characters, self.sleep)
        answer = await tool.run(call, arguments)
        return finished(answer, self.result_characters)


def _unexpected(tool: Tool, reference: str) -> str:
    doubt = f" Whether it took effect shows {tool.confirm_with}." if tool.confirm_with else ""
    return (
        f"{tool.name} failed through a fault of this server, not of the arguments.{doubt} "
        f"Tell the person, with the reference {reference} under which it is in the server's log."
    )

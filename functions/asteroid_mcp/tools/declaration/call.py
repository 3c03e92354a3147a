"""What a running tool can reach."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from asteroid_mcp.asteroid.transport import Api
from asteroid_mcp.auth.caller import Caller


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call: who makes it, and Asteroid's API with that caller's credential and deadline.

    `result_characters` is the size to which the answer is cut; `sleep` waits that many seconds.
    """

    api: Api
    caller: Caller
    result_characters: int = 60_000
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

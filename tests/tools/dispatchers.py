"""All tools over an Asteroid that a test makes up."""

import httpx

from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.server.dispatch import Dispatcher, OneCredential
from asteroid_mcp.server.registry import Registry
from asteroid_mcp.tools.catalogue import TOOLS


def dispatcher(transport: httpx.AsyncBaseTransport) -> Dispatcher:
    """Answer a dispatcher whose Asteroid is behind `transport`."""
    return Dispatcher(
        registry=Registry(TOOLS),
        asteroid=Asteroid("http://asteroid.test", Generation.CURRENT, transport=transport),
        credentials=OneCredential(ApiKey("key")),
        call_seconds=5,
        result_characters=60_000,
    )

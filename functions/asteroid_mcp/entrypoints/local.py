"""One machine: the real Asteroid where there is an API key, the embedded sandbox where not.

The only module that knows the sandbox; no Lambda function loads it.
"""

from dataclasses import dataclass
from pathlib import Path

import httpx
from starlette.applications import Starlette

from asteroid_mcp.asteroid.context import get_context
from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.server.dispatch import Dispatcher, OneCredential
from asteroid_mcp.server.registry import Registry
from asteroid_mcp.settings import SANDBOX_HOME, BadSetting, Settings
from asteroid_mcp.tools.catalogue import TOOLS

_WHOAMI_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Upstream:
    """The Asteroid that is worked with, the credential for it, and what to call it."""

    asteroid: Asteroid
    credential: ApiKey
    name: str

    async def user(self) -> str:
        """Answer the e-mail address behind the credential; raises AsteroidError."""
        api = self.asteroid.api(self.credential, Deadline.after(_WHOAMI_SECONDS))
        return (await get_context(api))["email"]


def real(settings: Settings, api_key: str) -> Upstream:
    """Work with the Asteroid that the settings name."""
    asteroid = Asteroid(settings.api_url, Generation(settings.api_generation))
    return Upstream(asteroid, ApiKey(api_key), f"Asteroid at {settings.api_url}")


def sandbox_app(home: Path, *, reset: bool = False) -> Starlette:
    """Build the sandbox over its state in `home`, with `reset` anew from the demo data.

    Raises BadSetting if the state cannot be kept there.
    """
    from asteroid_sandbox.app import create_app  # noqa: PLC0415 - only where there is no key
    from asteroid_sandbox.store import HomeUnusable, erase  # noqa: PLC0415

    try:
        if reset:
            erase(home)
        return create_app(home)
    except HomeUnusable as error:
        raise BadSetting(f"{SANDBOX_HOME.name}: {error}") from None


def embedded(settings: Settings, *, url: str, app: Starlette | None = None) -> Upstream:
    """Work with the sandbox at `url`, or, with `app`, inside this process."""
    from asteroid_sandbox.seed import DEMO_API_KEY  # noqa: PLC0415 - only where there is no key

    transport = None if app is None else httpx.ASGITransport(app)
    asteroid = Asteroid(url, Generation(settings.api_generation), transport=transport)
    return Upstream(
        asteroid,
        ApiKey(DEMO_API_KEY),
        f"the sandbox in {settings.sandbox_home}/, where runs are simulated",
    )


def dispatcher(upstream: Upstream, settings: Settings) -> Dispatcher:
    """Put the tools in front of an upstream."""
    return Dispatcher(
        registry=Registry(TOOLS),
        asteroid=upstream.asteroid,
        credentials=OneCredential(upstream.credential),
        call_seconds=settings.call_seconds,
        result_characters=settings.result_characters,
    )

"""Two small tools and a dispatcher over them, for what is the same for every tool."""

from typing import Annotated, TypedDict

import httpx

from asteroid_mcp.asteroid.context import get_context
from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.server.dispatch import Dispatcher, OneCredential
from asteroid_mcp.server.registry import Registry
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import CHANGES, READS, Toolset, tool


class Sum(TypedDict):
    total: int


class Nothing(TypedDict):
    pass


@tool(title="Add", toolset=Toolset.CONTEXT, scope=Scope.READ, effects=READS)
async def add_up(
    call: Call,  # noqa: ARG001 - asks nobody
    *,
    first: Annotated[int, About(description="A number.", maximum=100)],
    second: int = 1,
) -> Answer[Sum]:
    """Add two numbers. Then be glad."""
    return Answer(
        summary=f"{first} and {second} make {first + second}", data={"total": first + second}
    )


@tool(
    title="Break",
    toolset=Toolset.FILES,
    scope=Scope.DELETE,
    effects=CHANGES,
    confirm_with="addUp",
)
async def break_it(call: Call, *, how: str = "fault") -> Answer[Nothing]:
    """Break something."""
    if how == "upstream":
        await get_context(call.api)
    raise RuntimeError("a secret inner text")


def answer_401(_: httpx.Request) -> httpx.Response:
    return httpx.Response(401, json={"code": 401, "message": "no"})


def dispatcher() -> Dispatcher:
    transport = httpx.MockTransport(answer_401)
    return Dispatcher(
        registry=Registry([add_up, break_it]),
        asteroid=Asteroid("http://asteroid.test", Generation.CURRENT, transport=transport),
        credentials=OneCredential(ApiKey("key")),
        call_seconds=5,
        result_characters=60_000,
    )

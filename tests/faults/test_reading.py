"""Reading calls through each fault: repeated where that helps, and never longer than is left."""

from dataclasses import dataclass

import pytest
from tests.faults.sound_calls import SOUND
from tests.faults.tools import JITTER, ToolCall, Tools

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.route import Route

pytestmark = pytest.mark.anyio

_BROKEN = "Asteroid failed to answer {tool}"
_LIMIT = "A limit of Asteroid is reached"
_SAFE = "it is safe to try again."


@dataclass(frozen=True, slots=True)
class Passing:
    """A fault that may be over a moment later; `told` is its Retry-After."""

    fault: str
    says: str
    told: int | None = None

    def __str__(self) -> str:
        return self.fault if self.told is None else f"{self.fault} with Retry-After"

    def strike(self, tools: Tools, route: Route, times: int) -> None:
        more = {} if self.told is None else {"retryAfter": self.told}
        tools.fail(route, self.fault, times=times, **more)


passing = pytest.mark.parametrize(
    "failure",
    [
        Passing("429", _LIMIT, told=2),
        Passing("429", _LIMIT),
        Passing("503", _BROKEN, told=2),
        Passing("503", _BROKEN),
        Passing("cut", _BROKEN),
    ],
    ids=str,
)


@pytest.fixture(params=[routes.LIST_AGENTS, routes.GET_EXECUTION], ids=lambda it: it.operation)
def route(request: pytest.FixtureRequest) -> Route:
    asked: Route = request.param
    return asked


@pytest.fixture
def call(route: Route) -> ToolCall:
    return SOUND[route.operation]


def _asked(tools: Tools) -> int:
    """How often the thing itself was asked for; finding the organization does not count."""
    return len([each for each in tools.service.requests() if not each.endswith("/context")])


@passing
async def test_a_reading_call_is_repeated_until_the_failure_has_passed(
    tools: Tools, route: Route, call: ToolCall, failure: Passing
) -> None:
    before = await tools.call(call)
    tools.service.forget_requests()
    failure.strike(tools, route, times=2)
    assert await tools.call(call) == before
    assert _asked(tools) == 3
    backoff = [2 * JITTER, 4 * JITTER]
    assert tools.pauses == pytest.approx([2 + JITTER] * 2 if failure.told else backoff)


@passing
async def test_a_reading_call_is_given_up_after_three_tries(
    tools: Tools, route: Route, call: ToolCall, failure: Passing
) -> None:
    failure.strike(tools, route, times=9)
    text = await tools.refused(call.tool, **call.arguments)
    assert _asked(tools) == 3
    assert text.startswith(failure.says.format(tool=call.tool))
    assert "may have taken effect" not in text
    assert ("Try again in 2 seconds." if failure.told else "Try again in a moment") in text


@pytest.mark.parametrize("fault", ["500", "malformed"])
async def test_a_failure_that_would_not_pass_is_not_asked_for_again(
    tools: Tools, route: Route, call: ToolCall, fault: str
) -> None:
    tools.fail(route, fault)
    text = await tools.refused(call.tool, **call.arguments)
    assert _asked(tools) == 1
    assert tools.pauses == []
    assert text.startswith(_BROKEN.format(tool=call.tool))
    assert _SAFE in text
    assert text.endswith("Try again in a moment; if it stays so, tell the person.")
    assert not (await tools.call(call)).is_error


@pytest.mark.parametrize("fault", ["429", "503"])
async def test_a_pause_beyond_the_deadline_is_handed_on_instead_of_waited(
    tools: Tools, route: Route, call: ToolCall, fault: str
) -> None:
    tools.fail(route, fault, retryAfter=60)
    text = await tools.refused(call.tool, **call.arguments)
    assert _asked(tools) == 1
    assert tools.pauses == []
    assert "Try again in 60 seconds." in text


async def test_a_reading_call_that_takes_too_long_ends_at_its_deadline_and_is_not_repeated(
    tools: Tools, route: Route, call: ToolCall
) -> None:
    tools.fail(route, "slow")
    text = await tools.within(0.3).refused(call.tool, **call.arguments)
    await tools.service.server.settle()
    assert _asked(tools) == 1
    assert text.startswith(f"Asteroid did not answer {call.tool} in time.")
    assert _SAFE in text
    assert not (await tools.call(call)).is_error

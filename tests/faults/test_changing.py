"""Tools that change something, each through every fault: nothing lost, nothing done twice."""

import pytest
from tests.faults.changes import CHANGES, TRACELESS, Change
from tests.faults.sound_calls import SOUND
from tests.faults.tools import JITTER, REGISTRY, Tools, unreachable

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.route import Reply, Route
from asteroid_mcp.tools.catalogue import TOOLS

pytestmark = pytest.mark.anyio

_REFUSALS = ("429", "503")
_HAVE_A_GENERATION = [
    (change, generation)
    for change in CHANGES
    for generation in Generation
    if change.exists_in(generation)
]
# Nothing is read of the answer to a deletion, so it cannot be malformed.
_LOST = [
    (change, generation, fault)
    for change, generation in _HAVE_A_GENERATION
    for fault in ("cut", "malformed", "500")
    if fault != "malformed" or change.route_in(generation).reply is not Reply.NOTHING
]
_ONE_REQUEST = ("agentExecutePost", "workflowPublish", "agentProfileUpdate")

every_change = pytest.mark.parametrize(
    ("change", "generation"),
    _HAVE_A_GENERATION,
    ids=[f"{change}-{generation}" for change, generation in _HAVE_A_GENERATION],
)


def _says_where_to_look(change: Change, text: str) -> None:
    tool = REGISTRY.tool(change.call.tool)
    assert "It may have taken effect all the same, so do not simply repeat it" in text
    assert f"first look with {tool.confirm_with}" in text
    assert tool.confirm_with.startswith(change.look.tool)
    assert "Nothing was" not in text


def test_every_tool_that_changes_something_is_put_to_the_proof() -> None:
    changing = {tool.name for tool in TOOLS if not tool.effects.read_only}
    assert changing == {change.call.tool for change in CHANGES} | set(TRACELESS)


@pytest.mark.parametrize(
    ("change", "generation", "fault"),
    _LOST,
    ids=[f"{change}-{generation}-{fault}" for change, generation, fault in _LOST],
)
async def test_a_lost_answer_is_not_asked_for_again_and_the_look_that_is_named_tells_the_truth(
    tools: Tools, change: Change, fault: str
) -> None:
    before = await change.prepared(tools)
    tools.fail(change.route_in(tools.generation), fault)
    text = await tools.refused(change.call.tool, **change.call.arguments)
    assert len(tools.changes_asked_for()) == 1
    assert tools.pauses == []
    _says_where_to_look(change, text)
    # The desk does a call before it spoils its answer; with a 500 it does nothing.
    assert change.was_made(before, await tools.call(change.look)) is (fault != "500")


@every_change
@pytest.mark.parametrize("fault", _REFUSALS)
async def test_a_refusal_that_says_when_to_come_back_is_repeated_and_then_done_exactly_once(
    tools: Tools, change: Change, fault: str
) -> None:
    before = await change.prepared(tools)
    tools.fail(change.route_in(tools.generation), fault, retryAfter=2)
    result = await tools.call(change.call)
    assert not result.is_error, result.text
    assert len(tools.changes_asked_for()) == 2
    assert tools.pauses == pytest.approx([2 + JITTER])
    assert change.was_made(before, await tools.call(change.look))


@every_change
@pytest.mark.parametrize(("fault", "told"), [("429", None), ("503", 60)])
async def test_a_refusal_that_cannot_be_waited_for_has_done_nothing_and_says_so(
    tools: Tools, change: Change, fault: str, told: int | None
) -> None:
    before = await change.prepared(tools)
    more = {} if told is None else {"retryAfter": told}
    tools.fail(change.route_in(tools.generation), fault, **more)
    text = await tools.refused(change.call.tool, **change.call.arguments)
    assert len(tools.changes_asked_for()) == 1
    assert tools.pauses == []
    assert "may have taken effect" not in text
    assert ("Nothing was done." if fault == "429" else "Nothing was changed;") in text
    assert ("Try again in 60 seconds." if told else "Try again in a moment") in text
    assert not change.was_made(before, await tools.call(change.look))


@pytest.mark.parametrize("fault", ["cut", "malformed", "500", "slow"])
@pytest.mark.parametrize(
    "change", [each for each in CHANGES if each.call.tool in _ONE_REQUEST], ids=str
)
async def test_whoever_looks_first_and_repeats_only_what_is_missing_has_it_done_once(
    tools: Tools, change: Change, fault: str
) -> None:
    before = await change.prepared(tools)
    tools.fail(change.route_in(tools.generation), fault)
    text = await tools.within(0.3 if fault == "slow" else 10).refused(
        change.call.tool, **change.call.arguments
    )
    await tools.service.server.settle()
    assert len(tools.changes_asked_for()) == 1
    _says_where_to_look(change, text)
    if not change.was_made(before, await tools.call(change.look)):
        assert not (await tools.call(change.call)).is_error
    assert change.was_made(before, await tools.call(change.look))


async def test_a_run_that_takes_too_long_to_start_is_said_to_be_late_not_broken(
    tools: Tools,
) -> None:
    call = SOUND["agentExecutePost"]
    tools.fail(routes.EXECUTE_AGENT, "slow")
    text = await tools.within(0.3).refused(call.tool, **call.arguments)
    await tools.service.server.settle()
    assert text.startswith("Asteroid did not answer agentExecutePost in time.")


@pytest.mark.parametrize("fault", ["cut", "500"])
@pytest.mark.parametrize("name", TRACELESS)
async def test_a_change_that_nothing_shows_is_asked_for_once_too(
    tools: Tools, name: str, fault: str
) -> None:
    tools.fail(TRACELESS[name], fault)
    text = await tools.refused(name, **SOUND[name].arguments)
    assert len(tools.changes_asked_for()) == 1
    assert "It may have taken effect all the same" in text


@pytest.mark.parametrize("name", _ONE_REQUEST)
async def test_an_asteroid_that_cannot_be_reached_has_done_nothing(tools: Tools, name: str) -> None:
    with unreachable(tools) as cut_off:
        text = await cut_off.refused(name, **SOUND[name].arguments)
    assert "Nothing was changed; it is safe to try again." in text
    assert tools.pauses == []


async def test_a_deletion_is_believed_whatever_its_answer_holds(tools: Tools) -> None:
    call = SOUND["agentProfileDelete"]
    tools.fail(routes.DELETE_PROFILE, "malformed")
    assert not (await tools.call(call)).is_error
    text = await tools.refused("agentProfileGet", **call.arguments)
    assert "Profile not found" in text


@pytest.mark.parametrize("fault", ["cut", "500", "503", "malformed"])
@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("executionStatusUpdate", routes.GET_EXECUTION),
        ("agentProfilesCreate", routes.GET_CONTEXT),
        ("tempFilesStage", routes.GET_CONTEXT),
    ],
)
async def test_a_failure_before_the_change_is_asked_for_leaves_no_doubt(
    tools: Tools, name: str, route: Route, fault: str
) -> None:
    tools.fail(route, fault, times=3)
    text = await tools.refused(name, **SOUND[name].arguments)
    assert tools.changes_asked_for() == []
    assert "Nothing was changed; it is safe to try again." in text


@pytest.mark.parametrize("generation", [Generation.CURRENT])
async def test_a_head_that_cannot_be_read_is_not_written(tools: Tools) -> None:
    tools.fail(routes.GET_HEAD_FILES, "cut", times=3)
    call = SOUND["agentSharedFilesUpload"]
    text = await tools.refused(call.tool, **call.arguments)
    assert tools.changes_asked_for() == []
    assert "Nothing was changed; it is safe to try again." in text

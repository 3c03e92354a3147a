"""Bad arguments: one message names everything that is wrong, and Asteroid is not even asked."""

import re
from collections.abc import Iterator

import pytest
from tests.faults.flaws import KINDS, Flaw, flaws, members_of, sound_arguments
from tests.faults.service import Service
from tests.faults.tools import Tools

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.arguments import read_arguments
from asteroid_mcp.tools.declaration.tool import Tool

pytestmark = pytest.mark.anyio

_HEAD = re.compile(r"(\d+) problems? with the arguments of (\w+); nothing was done:")
_CASES = [
    (tool, kind) for tool in TOOLS for kind, spoil in KINDS.items() if any(flaws(tool, spoil))
]

every_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)


@pytest.fixture
def service(running: Service) -> Service:
    """Nothing gets as far as the sandbox here, so it need not be as new."""
    running.forget_requests()
    return running


@pytest.fixture
def generation() -> Generation:
    """Arguments are read before it matters which API is spoken."""
    return Generation.CURRENT


async def _problems(tools: Tools, tool: Tool, arguments: JsonObject) -> list[str]:
    """What the one message of a refusal names; it says how many there are and what to do."""
    first, *lines, last = (await tools.refused(tool.name, **arguments)).split("\n")
    head = _HEAD.fullmatch(first)
    assert head is not None, first
    assert head.groups() == (str(len(lines)), tool.name)
    assert last.endswith(f"and call {tool.name} again.")
    return [line.removeprefix("- ") for line in lines]


def _names(problems: list[str], flaw: Flaw) -> bool:
    return any(each.startswith(f"{flaw.where}: ") and flaw.says in each for each in problems)


@every_tool
def test_the_arguments_that_are_spoiled_here_were_sound(tool: Tool) -> None:
    arguments = sound_arguments(tool)
    assert read_arguments(tool.input_schema, arguments, tool.rules) == arguments


@pytest.mark.parametrize(
    ("tool", "kind"), _CASES, ids=[f"{tool.name}-{kind}" for tool, kind in _CASES]
)
async def test_each_flaw_is_named_with_what_is_accepted_and_nothing_is_asked(
    tools: Tools, tool: Tool, kind: str
) -> None:
    for flaw in flaws(tool, KINDS[kind]):
        problems = await _problems(tools, tool, flaw.arguments)
        assert _names(problems, flaw), f"{flaw.where} in {problems}"
        others = {each for each in problems if not each.startswith(f"{flaw.where}: ")}
        assert others <= {rule.problem(flaw.arguments) for rule in tool.rules}
    assert tools.service.requests() == []


@every_tool
async def test_one_message_names_a_flaw_in_every_argument_at_once(tools: Tools, tool: Tool) -> None:
    chosen = {flaw.root: flaw for flaw in _flaws_in_what_is_given(tool)}
    assert set(chosen) == {*members_of(tool.input_schema), "surprise"}
    spoiled = {root: flaw.arguments[root] for root, flaw in chosen.items()}
    problems = await _problems(tools, tool, spoiled)
    assert all(_names(problems, flaw) for flaw in chosen.values()), problems
    assert tools.service.requests() == []


def _flaws_in_what_is_given(tool: Tool) -> Iterator[Flaw]:
    for spoil in KINDS.values():
        yield from (flaw for flaw in flaws(tool, spoil) if flaw.root in flaw.arguments)

"""Arguments that are sound one by one and not together: refused before Asteroid is asked."""

import base64

import pytest
from tests.faults.flaws import members_of, sound_arguments, sound_value
from tests.faults.service import Service
from tests.faults.sound_calls import SOUND
from tests.faults.tools import Tools

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.rules import Exclusive, Together
from asteroid_mcp.tools.declaration.tool import Tool
from asteroid_sandbox.seed import ORGANIZATION_ID

pytestmark = pytest.mark.anyio

_EXCLUSIVE = [
    (tool, rule.names) for tool in TOOLS for rule in tool.rules if isinstance(rule, Exclusive)
]
_TOGETHER = [
    (tool, rule.names) for tool in TOOLS for rule in tool.rules if isinstance(rule, Together)
]
_EARLY, _LATE = "2026-01-31T08:00:00Z", "2026-02-01T08:00:00Z"
_TOO_LARGE = base64.b64encode(bytes(256 * 1024 + 1)).decode()
_WITHOUT_TYPES: JsonObject = {
    "nodes": [{"id": "a", "name": "Start"}],
    "transitions": [{"id": "t", "from": "a", "to": "nowhere"}],
}


@pytest.fixture
def service(running: Service) -> Service:
    """Nothing gets as far as the sandbox here, so it need not be as new."""
    running.forget_requests()
    return running


def _file(**content: str) -> JsonObject:
    return {"files": [{"name": "notes.txt", **content}]}


def _sound(tool: Tool, *names: str) -> JsonObject:
    members = members_of(tool.input_schema)
    return sound_arguments(tool) | {name: sound_value(members[name]) for name in names}


@pytest.mark.parametrize(
    ("tool", "names"), _EXCLUSIVE, ids=[f"{tool.name} {names}" for tool, names in _EXCLUSIVE]
)
async def test_arguments_that_exclude_each_other_are_refused(
    tools: Tools, tool: Tool, names: tuple[str, ...]
) -> None:
    text = await tools.refused(tool.name, **_sound(tool, *names))
    assert f"- {' and '.join(names)} exclude each other; give only one of them\n" in text
    assert tools.service.requests() == []


@pytest.mark.parametrize(
    ("tool", "names"), _TOGETHER, ids=[f"{tool.name} {names}" for tool, names in _TOGETHER]
)
async def test_an_argument_without_its_other_half_is_refused(
    tools: Tools, tool: Tool, names: tuple[str, ...]
) -> None:
    for name in names:
        (other,) = set(names) - {name}
        text = await tools.refused(tool.name, **_sound(tool, name))
        assert f"- {name} works only together with {other}\n" in text
    assert tools.service.requests() == []


@pytest.mark.parametrize(
    ("name", "more", "says"),
    [
        ("agentList", {"tagMatch": "all"}, ["tagMatch: works only together with tagIds"]),
        (
            "agentExecutePost",
            {"onCapacityLimit": "queue", "tempFiles": [{"id": "f", "name": "a.txt"}]},
            ['tempFiles: cannot wait in onCapacityLimit="queue"'],
        ),
        (
            "executionsList",
            {"createdAfter": _LATE, "createdBefore": _EARLY},
            ["createdBefore: must be later than createdAfter"],
        ),
        ("executionsList", {"createdWithin": "999w"}, ["createdWithin: must be at most 10 years"]),
        (
            "executionActivitiesGet",
            {"since": _LATE, "before": _EARLY},
            ["before: must be later than since"],
        ),
        (
            "executionActivitiesGet",
            {"page": 100, "pageSize": 200},
            ["page: reaches beyond the first 5,000 activities"],
        ),
        (
            "workflowCreate",
            {"graph": _WITHOUT_TYPES, "settings": {}},
            [
                "graph.nodes[0].type: must be",
                "graph.nodes[0].properties: must be an object",
                "graph.transitions[0].to: no node has the id",
                "settings.viewport_width: must be a whole number",
                "settings.max_timeout_mins: must be a whole number",
            ],
        ),
        ("tempFilesStage", _file(), ["files[0]: needs text or base64; has neither"]),
        ("tempFilesStage", _file(text="a", base64="YQ=="), ["needs text or base64; has both"]),
        ("agentSharedFilesUpload", _file(base64="no base64!"), ["files[0].base64: must be base64"]),
        ("executionContextFilesUpload", _file(base64=_TOO_LARGE), ["at most 256 KiB may be"]),
        (
            "agentSharedFilesUpload",
            {"files": [{"name": "../a.txt", "text": "a"}, {"name": "../a.txt", "text": "b"}]},
            [
                "files[0].name: must be a file's name without folders",
                "files[1].name: must be a file's name without folders",
                "files: 2 files are named '../a.txt'; each needs its own name",
            ],
        ),
    ],
)
async def test_what_does_not_go_together_is_refused_before_anything_is_asked(
    tools: Tools, name: str, more: JsonObject, says: list[str]
) -> None:
    text = await tools.refused(name, **SOUND[name].arguments | more)
    for problem in says:
        assert problem in text
    assert "nothing was done" in text
    assert tools.service.requests() == []


async def test_a_profile_is_not_changed_to_what_it_is(tools: Tools) -> None:
    given = SOUND["agentProfileGet"].arguments
    text = await tools.refused("agentProfileUpdate", **given)
    assert "- nothing to change; give at least one new value\n" in text
    assert tools.service.requests() == []


@pytest.mark.parametrize(
    ("generation", "name", "more", "says"),
    [
        (Generation.CURRENT, "agentSharedFilesFreeze", {}, "workflowPublish"),
        (Generation.CURRENT, "workflowSyncExecution", {}, "workflowExecute with parentExecutionId"),
        (
            Generation.CURRENT,
            "agentProfileUpdate",
            {"browserSettings": {"proxyMode": "none"}},
            "browserSettings.proxyMode is not offered",
        ),
        (Generation.LEGACY, "agentExecutePost", {"head": True}, "head is not offered"),
        (
            Generation.LEGACY,
            "agentExecutePost",
            {"onCapacityLimit": "queue"},
            "onCapacityLimit is not offered",
        ),
        (
            Generation.LEGACY,
            "executionsList",
            {"organizationId": ORGANIZATION_ID, "phase": ["active"], "createdWithin": "1d"},
            "phase, createdWithin are not offered",
        ),
        (Generation.LEGACY, "workflowCreate", {"validateOnly": True}, "not offered"),
        (Generation.LEGACY, "agentProfileUpdate", {"secretIdsToAdd": ["s"]}, "secretIdsToAdd is"),
    ],
)
async def test_what_a_generation_does_not_offer_is_said_without_asking_it(
    tools: Tools, name: str, more: JsonObject, says: str
) -> None:
    text = await tools.refused(name, **SOUND[name].arguments | more)
    assert says in text
    assert "Nothing was done." in text
    assert tools.service.requests() == []

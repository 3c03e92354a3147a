"""A call that must be refused, with a look before and after it."""

from collections.abc import Collection

from tests.faults.tools import ToolCall, Tools

from asteroid_mcp.asteroid.models import Json
from asteroid_sandbox.seed.agents import QUOTE_FORM

RUNS = ToolCall("executionsList", {"agentId": QUOTE_FORM.id})
VERSIONS = ToolCall("workflowsList", {"agentId": QUOTE_FORM.id})
FILES = ToolCall("agentSharedFilesGet", {"agentId": QUOTE_FORM.id, "detail": "full"})
PROFILES = ToolCall("agentProfilesList", {"detail": "full"})


def execution(execution_id: str) -> ToolCall:
    """How an execution stands."""
    return ToolCall("executionGet", {"executionId": execution_id, "detail": "full"})


async def refused_unchanged(
    tools: Tools, looks: Collection[ToolCall], name: str, /, **arguments: Json
) -> str:
    """The text of a refusal after which every look shows what it showed before."""
    before = [await tools.call(look) for look in looks]
    assert not any(seen.is_error for seen in before)
    text = await tools.refused(name, **arguments)
    assert "nothing was " in text.lower(), text
    assert [await tools.call(look) for look in looks] == before
    return text

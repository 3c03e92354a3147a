"""Every tool that changes something: with what, and how to see whether it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from tests.faults.sound_calls import ASKING, COMPLETED, NEW_PROFILE, RUNNING, SOUND
from tests.faults.tools import ToolCall, Tools

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.asteroid.route import Route
from asteroid_mcp.server.results import Result
from asteroid_sandbox.seed.agents import PRICE_WATCH, QUOTE_FORM
from asteroid_sandbox.seed.people import BACKUP_PROFILE_ID, PORTAL_PROFILE_ID

_MESSAGES: list[Json] = ["user_message_received"]


@dataclass(frozen=True, slots=True)
class Change:
    """A change and the look that shows it.

    `adds` names the list of the look's answer that grows by one, where it does; `first` is done
    beforehand; `on_current` is the route of the current generation where it is a different one.
    """

    call: ToolCall
    route: Route
    look: ToolCall
    adds: str = ""
    first: ToolCall | None = None
    on_current: Route | None = None

    def __str__(self) -> str:
        return self.call.tool

    def route_in(self, generation: Generation) -> Route:
        """The route that changes."""
        on_current = self.on_current if generation is Generation.CURRENT else None
        return on_current or self.route

    def exists_in(self, generation: Generation) -> bool:
        """Whether the generation has the tool at all."""
        return generation in self.route_in(generation).endpoints

    def count(self, seen: Result) -> int:
        """How many there are of what it adds."""
        assert seen.structured is not None
        return len(cast("list[Json]", seen.structured[self.adds]))

    def was_made(self, before: Result, after: Result) -> bool:
        """Whether two looks show the change, and it exactly once where it adds something."""
        if self.adds and after != before:
            assert self.count(after) == self.count(before) + 1
        return after != before

    async def prepared(self, tools: Tools) -> Result:
        """Do what comes first and look; the requests are forgotten."""
        if self.first:
            assert not (await tools.call(self.first)).is_error
        seen = await tools.call(self.look)
        tools.service.forget_requests()
        return seen


def _agents_files(agent_id: str = QUOTE_FORM.id) -> ToolCall:
    return ToolCall("agentSharedFilesGet", {"agentId": agent_id})


_RUNS = ToolCall("executionsList", {"agentId": QUOTE_FORM.id})
_VERSIONS = ToolCall("workflowsList", {"agentId": QUOTE_FORM.id})
_OTHER_AGENT = {"agentId": PRICE_WATCH.id}

CHANGES = (
    Change(
        SOUND["agentProfilesCreate"],
        routes.CREATE_PROFILE,
        ToolCall("agentProfilesList", {"searchName": NEW_PROFILE}),
        adds="profiles",
    ),
    Change(
        SOUND["agentProfileUpdate"],
        routes.UPDATE_PROFILE,
        ToolCall("agentProfileGet", {"profileId": PORTAL_PROFILE_ID}),
    ),
    Change(
        SOUND["agentProfileDelete"],
        routes.DELETE_PROFILE,
        ToolCall("agentProfileGet", {"profileId": BACKUP_PROFILE_ID}),
    ),
    Change(SOUND["agentExecutePost"], routes.EXECUTE_AGENT, _RUNS, adds="executions"),
    Change(
        SOUND["executionContextFilesUpload"],
        routes.UPLOAD_CONTEXT_FILES,
        ToolCall("executionContextFilesGet", {"executionId": RUNNING}),
        adds="files",
    ),
    Change(
        SOUND["executionStatusUpdate"],
        routes.UPDATE_STATUS,
        ToolCall("executionGet", {"executionId": RUNNING}),
    ),
    Change(
        SOUND["executionUserMessagesAdd"],
        routes.ADD_USER_MESSAGE,
        ToolCall("executionActivitiesGet", {"executionId": ASKING, "activityTypes": _MESSAGES}),
        adds="log",
    ),
    Change(SOUND["workflowCreate"], routes.CREATE_WORKFLOW, _VERSIONS, adds="workflows"),
    Change(SOUND["workflowPublish"], routes.PUBLISH_WORKFLOW, _VERSIONS),
    Change(SOUND["workflowExecute"], routes.EXECUTE_WORKFLOW, _RUNS, adds="executions"),
    Change(
        SOUND["workflowSyncExecution"],
        routes.SYNC_EXECUTION,
        ToolCall("executionGet", {"executionId": COMPLETED}),
    ),
    Change(
        SOUND["agentSharedFilesUpload"],
        routes.UPLOAD_SHARED_FILES,
        _agents_files(),
        adds="files",
        on_current=routes.PATCH_HEAD_FILES,
    ),
    Change(
        SOUND["agentSharedFilesUpdate"],
        routes.UPDATE_SHARED_FILE,
        _agents_files(),
        on_current=routes.PATCH_HEAD_FILES,
    ),
    Change(
        SOUND["agentSharedFilesDelete"],
        routes.DELETE_SHARED_FILE,
        _agents_files(),
        on_current=routes.PATCH_HEAD_FILES,
    ),
    Change(
        ToolCall("agentSharedFilesDeleteAll", {**_OTHER_AGENT}),
        routes.DELETE_ALL_SHARED_FILES,
        _agents_files(PRICE_WATCH.id),
        first=ToolCall(
            "agentSharedFilesUpload",
            {**_OTHER_AGENT, "files": [{"name": "old.txt", "text": "old"}]},
        ),
        on_current=routes.PATCH_HEAD_FILES,
    ),
    Change(SOUND["agentSharedFilesFreeze"], routes.FREEZE_SHARED_FILE, _agents_files()),
)

TRACELESS: Mapping[str, Route] = {
    "agentProfileClearBrowserCache": routes.CLEAR_BROWSER_CACHE,
    "tempFilesStage": routes.STAGE_TEMP_FILES,
}
"""Changes that nothing shows, and that may be made twice."""

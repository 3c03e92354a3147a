"""What cannot be done to versions, profiles and files: said with its reason, and not half done."""

import pytest
from tests.faults.refusals import FILES, PROFILES, VERSIONS, refused_unchanged
from tests.faults.sound_calls import PUBLISHED, SOUND, UNPUBLISHED
from tests.faults.tools import ToolCall, Tools, tools_of

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, DEMO_API_KEY
from asteroid_sandbox.seed.agents import FORM_GUIDE_ID, NIGHT_AUDIT, QUOTE_FORM
from asteroid_sandbox.seed.people import BACKUP_PROFILE_ID, NIGHT_PROFILE_ID

pytestmark = pytest.mark.anyio

_ANNEX: JsonObject = {"organizationId": ANNEX_ORGANIZATION_ID}
_FROZEN: JsonObject = {"agentId": QUOTE_FORM.id, "fileId": FORM_GUIDE_ID}
_NEW: JsonObject = {"name": "form-guide.md", "text": "Anything goes."}
_BESIDE: JsonObject = {"name": "beside.txt", "text": "Must not stay behind."}
_OUTPUT: JsonObject = {
    "id": "end",
    "name": "End",
    "type": "output",
    "properties": {"type": "output", "outcomes": ["done"]},
}


async def _freeze(tools: Tools) -> None:
    """Freeze the guide in the published version, which is the head; only the older API can."""
    await tools.data("workflowPublish", agentId=QUOTE_FORM.id, workflowId=UNPUBLISHED)
    older = tools_of(tools.service, Generation.LEGACY)
    await older.data("agentSharedFilesFreeze", **_FROZEN, isFrozen=True)
    await older.asteroid.aclose()
    tools.service.forget_requests()


async def test_publishing_the_published_version_again_changes_nothing(tools: Tools) -> None:
    before = await tools.call(VERSIONS)
    done = await tools.data("workflowPublish", agentId=QUOTE_FORM.id, workflowId=PUBLISHED)
    assert (done["version"], done["schemaChanges"]) == (2, [])
    assert await tools.call(VERSIONS) == before


async def test_a_version_that_could_not_run_is_not_kept(tools: Tools) -> None:
    task: JsonObject = {
        "id": "task",
        "name": "Task",
        "type": "iris",
        "properties": {"type": "iris"},
    }
    graph: JsonObject = {"nodes": [task, _OUTPUT], "transitions": []}
    arguments = SOUND["workflowCreate"].arguments
    text = await refused_unchanged(
        tools, [VERSIONS], "workflowCreate", **arguments | {"graph": graph}
    )
    assert text.startswith("Asteroid refused workflowCreate")
    assert "\n- " in text
    assert "call workflowCreate again" in text


async def test_a_version_of_another_agent_is_not_published(tools: Tools) -> None:
    text = await refused_unchanged(
        tools,
        [VERSIONS],
        "workflowPublish",
        agentId=QUOTE_FORM.id,
        workflowId=NIGHT_AUDIT.version_id(1),
    )
    assert "Workflow version not found." in text
    assert "workflowId comes from workflowsList" in text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("agentProfilesCreate", {"name": "portal login"}),
        ("agentProfileUpdate", {"profileId": BACKUP_PROFILE_ID, "name": "Portal Login"}),
    ],
)
async def test_a_profiles_name_that_is_taken_is_not_given_twice(
    tools: Tools, name: str, arguments: JsonObject
) -> None:
    text = await refused_unchanged(tools, [PROFILES], name, **arguments)
    assert f"{name} collides with" in text
    assert "already exists in this organization" in text
    look = "agentProfilesList" if name == "agentProfilesCreate" else "agentProfileGet"
    assert f"with {look}" in text


async def test_a_profile_in_use_keeps_its_address_and_the_rest_of_the_change_is_not_made(
    tools: Tools,
) -> None:
    call = SOUND["agentExecutePost"]
    await tools.data(call.tool, **call.arguments, profileId=BACKUP_PROFILE_ID)
    change: JsonObject = {"stickyIP": True, "description": "Moved"}
    text = await refused_unchanged(
        tools, [PROFILES], "agentProfileUpdate", profileId=BACKUP_PROFILE_ID, **change
    )
    reason = (
        "stickyIP cannot be changed while an execution uses the profile"
        if tools.generation is Generation.CURRENT
        else "stickyIP is not offered by the API generation"
    )
    assert reason in text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("agentSharedFilesUpdate", {**_FROZEN, "file": {"text": "Anything goes."}}),
        ("agentSharedFilesDelete", _FROZEN),
        ("agentSharedFilesDeleteAll", {"agentId": QUOTE_FORM.id}),
        ("agentSharedFilesUpload", {"agentId": QUOTE_FORM.id, "files": [_BESIDE, _NEW]}),
    ],
)
async def test_a_frozen_file_refuses_and_takes_the_whole_call_with_it(
    tools: Tools, name: str, arguments: JsonObject
) -> None:
    await _freeze(tools)
    text = await refused_unchanged(tools, [FILES, VERSIONS], name, **arguments)
    assert "Frozen files cannot be changed or deleted: form-guide.md." in text
    assert "agentSharedFilesGet" in text


@pytest.mark.parametrize("generation", [Generation.LEGACY])
async def test_a_file_that_was_thawed_can_be_deleted(tools: Tools) -> None:
    """What stands in the way of a frozen file is its being frozen, and nothing else."""
    await _freeze(tools)
    await tools.data("agentSharedFilesFreeze", **_FROZEN, isFrozen=False)
    await tools.data("agentSharedFilesDelete", **_FROZEN)
    files = await tools.data(FILES.tool, **FILES.arguments)
    assert FORM_GUIDE_ID not in str(files)


async def test_a_shared_file_that_is_not_there_is_not_deleted(tools: Tools) -> None:
    text = await refused_unchanged(
        tools,
        [FILES],
        "agentSharedFilesDelete",
        agentId=QUOTE_FORM.id,
        fileId="no-such-file",
    )
    assert "fileId comes from agentSharedFilesGet" in text


@pytest.mark.parametrize(
    "call",
    [
        ToolCall("agentList", _ANNEX),
        ToolCall("agentProfilesList", _ANNEX),
        ToolCall("executionsList", _ANNEX),
        ToolCall("agentProfilesCreate", {**_ANNEX, "name": "Intruder"}),
        ToolCall("tempFilesStage", {**_ANNEX, "files": [_NEW]}),
    ],
    ids=lambda call: call.tool,
)
async def test_a_foreign_organization_is_closed_and_the_own_ones_are_pointed_at(
    tools: Tools, call: ToolCall
) -> None:
    text = await tools.refused(call.tool, **call.arguments)
    hidden = "Organization not found. Nothing was done."
    closed = "User is not a member of the organization. Nothing was done."
    assert (hidden if call.tool == "agentList" else closed) in text
    assert "getContext" in text
    theirs = await tools.by(DEMO_API_KEY).data("agentProfilesList", **_ANNEX)
    assert "Intruder" not in str(theirs)


@pytest.mark.parametrize(
    "call",
    [
        ToolCall("agentProfileUpdate", {"description": "Taken over"}),
        ToolCall("agentProfileDelete"),
        ToolCall("agentProfileClearBrowserCache"),
    ],
    ids=lambda call: call.tool,
)
async def test_a_profile_of_a_foreign_organization_is_neither_seen_nor_touched(
    tools: Tools, call: ToolCall
) -> None:
    owner = tools.by(DEMO_API_KEY)
    before = await owner.data("agentProfileGet", profileId=NIGHT_PROFILE_ID)
    text = await tools.refused(call.tool, profileId=NIGHT_PROFILE_ID, **call.arguments)
    assert "Profile not found." in text
    assert "profileId comes from agentProfilesList" in text
    assert await owner.data("agentProfileGet", profileId=NIGHT_PROFILE_ID) == before


async def test_a_key_that_is_not_known_changes_nothing_and_the_person_is_to_be_told(
    tools: Tools,
) -> None:
    stranger = tools.by("a-key-that-nobody-has-made")
    before = await tools.call(PROFILES)
    for name in ("agentProfilesCreate", "agentProfileUpdate", "agentExecutePost", "agentList"):
        arguments: dict[str, Json] = {**SOUND[name].arguments}
        text = await stranger.refused(name, **arguments)
        assert f"Asteroid did not accept the credential behind {name}; nothing was done." in text
        assert "has to be replaced" in text
    assert await tools.call(PROFILES) == before

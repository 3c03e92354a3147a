"""Every route of both generations, as data: method, path, operation.

In the paths the names are the sandbox's own (agent, version), whatever the generation calls them.
"""

from dataclasses import dataclass
from typing import Final

from asteroid_sandbox import platform
from asteroid_sandbox.call import Operation, WaitingOperation
from asteroid_sandbox.executions import control, listing, starting, waiting
from asteroid_sandbox.files import execution_operations as files, shared_operations as shared, temp
from asteroid_sandbox.profiles import operations as profiles
from asteroid_sandbox.workflows import head, operations as workflows

TEXT_400_404: Final = (400, 404)


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """A route. `text_errors` are the statuses that it answers as plain text."""

    method: str
    path: str
    operation: Operation | WaitingOperation
    text_errors: tuple[int, ...] = ()


# What both generations share. An execution's answer follows the caller's key header.
SHARED: Final = (
    ApiRoute("GET", "/users/v2/whoami", platform.whoami),
    ApiRoute("GET", "/agents/v2/context", platform.get_context),
    ApiRoute("POST", "/agents/v2/docs/search", platform.search_docs),
    ApiRoute("POST", "/agents/v2/schema/validate", platform.validate_schema),
    ApiRoute("GET", "/agents/v2/executions", listing.list_executions),
    ApiRoute("GET", "/agents/v2/executions/{execution}", listing.get_execution),
    ApiRoute("DELETE", "/agents/v2/executions/{execution}", control.delete_execution),
    ApiRoute("GET", "/agents/v2/executions/{execution}/activities", listing.list_activities),
    ApiRoute("GET", "/agents/v2/executions/{execution}/recording", listing.get_recording),
    ApiRoute("POST", "/agents/v2/executions/{execution}/status", control.update_status),
    ApiRoute("POST", "/agents/v2/executions/{execution}/pause", control.pause),
    ApiRoute("POST", "/agents/v2/executions/{execution}/resume", control.resume),
    ApiRoute("POST", "/agents/v2/executions/{execution}/cancel", control.cancel),
    ApiRoute("POST", "/agents/v2/executions/{execution}/rerun", starting.rerun),
    ApiRoute("GET", "/agents/v2/executions/{execution}/sync", waiting.wait_for_execution),
    ApiRoute("POST", "/agents/v2/executions/{execution}/user-messages", control.add_user_message),
    ApiRoute(
        "GET",
        "/agents/v2/executions/{execution}/context-files",
        files.list_context_files,
        TEXT_400_404,
    ),
    ApiRoute(
        "POST",
        "/agents/v2/executions/{execution}/context-files",
        files.upload_context_files,
        TEXT_400_404,
    ),
    ApiRoute(
        "GET",
        "/agents/v2/executions/{execution}/context-files/{file}/download",
        files.download_context_file,
        TEXT_400_404,
    ),
    ApiRoute(
        "GET", "/agents/v2/executions/{execution}/files", files.list_execution_files, TEXT_400_404
    ),
    ApiRoute(
        "GET",
        "/agents/v2/executions/{execution}/files/{file}/download",
        files.download_execution_file,
        TEXT_400_404,
    ),
    ApiRoute("POST", "/agents/v2/temp-files", temp.stage, (400, 403, 404)),
)

_AGENTS: Final = (
    ("GET", "", workflows.list_agents, TEXT_400_404),
    ("POST", "", workflows.create_agent, ()),
    ("PATCH", "/{agent}", workflows.rename_agent, ()),
    ("DELETE", "/{agent}", workflows.delete_agent, ()),
    ("GET", "/available-tools", platform.list_available_tools, ()),
    ("POST", "/{agent}/execute", starting.execute_agent, ()),
    ("POST", "/{agent}/execute/sync", waiting.execute_and_wait, ()),
)
_HEAD: Final = (
    ("GET", "/files", head.get_head_files),
    ("PATCH", "/files", head.patch_head_files),
    ("POST", "/publish", head.publish_head),
    ("POST", "/validate", head.validate_head),
)
_VERSIONS: Final = (
    ("GET", "", workflows.list_versions),
    ("POST", "", workflows.create_version),
    ("POST", "/validate", workflows.validate_draft),
    ("GET", "/{version}", workflows.get_version),
    ("DELETE", "/{version}", workflows.delete_version),
    ("POST", "/{version}/publish", workflows.publish_version),
    ("POST", "/{version}/execute", starting.execute_version),
    ("GET", "/{version}/files", head.get_version_files),
    ("GET", "/{version}/inputs", workflows.get_inputs),
    ("GET", "/{version}/output-schemas", workflows.get_output_schemas),
)
_PROFILES: Final = (
    ("GET", "", profiles.list_profiles),
    ("POST", "", profiles.create_profile),
    ("GET", "/{profile}", profiles.get_profile),
    ("PATCH", "/{profile}", profiles.update_profile),
    ("DELETE", "/{profile}", profiles.delete_profile),
    ("DELETE", "/{profile}/clear-browser-cache", profiles.clear_browser_cache),
)
_SHARED_FILES: Final = (
    ("GET", "", shared.list_shared_files),
    ("POST", "", shared.upload_shared_files),
    ("DELETE", "/delete-all", shared.delete_all_shared_files),
    ("PUT", "/{file}", shared.replace_shared_file),
    ("DELETE", "/{file}", shared.delete_shared_file),
    ("PATCH", "/{file}/freeze", shared.freeze_shared_file),
    ("GET", "/{file}/download", shared.download_shared_file),
)

CURRENT: Final = (
    ApiRoute("POST", "/agents/v2/workflows/validate", workflows.validate_draft),
    *(ApiRoute(m, f"/agents/v2/workflows{path}", do, text) for m, path, do, text in _AGENTS),
    *(
        ApiRoute(m, f"/agents/v2/workflows/{{agent}}/versions{path}", do)
        for m, path, do in _VERSIONS
    ),
    *(ApiRoute(m, f"/agents/v2/workflows/{{agent}}/head{path}", do) for m, path, do in _HEAD),
    *(ApiRoute(m, f"/agents/v2/profiles{path}", do) for m, path, do in _PROFILES),
)

LEGACY: Final = (
    *(ApiRoute(m, f"/agents/v2/agents{path}", do, text) for m, path, do, text in _AGENTS),
    *(ApiRoute(m, f"/agents/v2/agents/{{agent}}/workflows{path}", do) for m, path, do in _VERSIONS),
    *(
        ApiRoute(m, f"/agents/v2/agents/{{agent}}/workflow-head{path}", do)
        for m, path, do in _HEAD[:-1]
    ),
    ApiRoute(
        "POST",
        "/agents/v2/agents/{agent}/workflows/{version}/sync-execution",
        control.sync_execution,
    ),
    *(ApiRoute(m, f"/agents/v2/agent-profiles{path}", do) for m, path, do in _PROFILES),
    *(
        ApiRoute(m, f"/agents/v2/agents/{{agent}}/shared-files{path}", do, TEXT_400_404)
        for m, path, do in _SHARED_FILES
    ),
    ApiRoute("POST", "/agents/v2/temp-files/{organization}", temp.stage, (400, 403, 404)),
    ApiRoute(
        "GET",
        "/agents/v2/executions/{execution}/agent-files",
        files.list_execution_files,
        TEXT_400_404,
    ),
    ApiRoute(
        "GET",
        "/agents/v2/executions/{execution}/agent-files/{file}/download",
        files.download_execution_file,
        TEXT_400_404,
    ),
)

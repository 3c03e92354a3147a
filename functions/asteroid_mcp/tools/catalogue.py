"""All tools, in the order of the product page."""

from asteroid_mcp.tools import context
from asteroid_mcp.tools.agents import agents, profiles
from asteroid_mcp.tools.declaration.tool import Tool
from asteroid_mcp.tools.executions import context_files, finding, log, steering
from asteroid_mcp.tools.files import schemas, shared_files, temp_files
from asteroid_mcp.tools.workflows import runs, versions

TOOLS: tuple[Tool, ...] = (
    context.get_context,
    context.list_available_tools,
    context.search_docs,
    agents.agent_list,
    profiles.agent_profiles_list,
    profiles.agent_profiles_create,
    profiles.agent_profile_get,
    profiles.agent_profile_update,
    profiles.agent_profile_delete,
    profiles.agent_profile_clear_browser_cache,
    steering.agent_execute_post,
    finding.executions_list,
    finding.execution_get,
    log.execution_activities_get,
    context_files.execution_context_files_get,
    context_files.execution_context_files_upload,
    steering.execution_status_update,
    steering.execution_user_messages_add,
    versions.workflows_list,
    versions.workflow_get,
    versions.workflow_create,
    versions.workflow_publish,
    runs.workflow_execute,
    runs.workflow_sync_execution,
    temp_files.temp_files_stage,
    shared_files.agent_shared_files_get,
    shared_files.agent_shared_files_upload,
    shared_files.agent_shared_files_update,
    shared_files.agent_shared_files_delete,
    shared_files.agent_shared_files_delete_all,
    shared_files.agent_shared_files_freeze,
    schemas.schema_validate,
)

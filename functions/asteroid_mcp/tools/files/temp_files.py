"""Staging small files before a run."""

import json
from typing import TypedDict

from asteroid_mcp.asteroid import files as files_api
from asteroid_mcp.asteroid.models import TempFile
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.tool import ADDS, Toolset, tool
from asteroid_mcp.tools.files.inline_files import InlineFiles, uploads_of
from asteroid_mcp.tools.shared.organization import organization_of
from asteroid_mcp.tools.shared.vocabulary import OrganizationId
from asteroid_mcp.tools.shared.wording import counted

_STAGED_MINUTES = 60


class StagedFiles(TypedDict):
    """Files that wait for an execution; hand `tempFiles` on as it is."""

    tempFiles: list[TempFile]
    expiresInMinutes: int


@tool(
    title="Stage files for a run",
    toolset=Toolset.FILES,
    scope=Scope.RUN,
    effects=ADDS,
)
async def temp_files_stage(
    call: Call, *, files: InlineFiles, organization_id: OrganizationId | None = None
) -> Answer[StagedFiles]:
    """Stage small files before a run is started.

    Then pass the tempFiles of the answer, as they are, to agentExecutePost or workflowExecute
    within 60 minutes. For a run that is already going use executionContextFilesUpload.
    """
    uploads = uploads_of(files)
    organization = await organization_of(call, organization_id)
    staged = await files_api.stage_temp_files(call.api, organization_id=organization, files=uploads)
    temp_files = staged["tempFiles"]
    handles = json.dumps(temp_files, ensure_ascii=False)
    return Answer(
        summary=f"{counted(temp_files, 'file')} staged for {_STAGED_MINUTES} minutes",
        data={"tempFiles": temp_files, "expiresInMinutes": _STAGED_MINUTES},
        next_steps=(
            f'agentList organizationId="{organization}" finds an agent to run with them',
            f"agentExecutePost tempFiles={handles} runs one, with its agentId and inputs",
        ),
    )

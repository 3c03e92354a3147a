"""Parameters that several tools share."""

from typing import Annotated, Literal

from asteroid_mcp.tools.declaration.schema import About

type OrganizationId = Annotated[
    str,
    About(
        description="The organization, from getContext. May be left out if there is only one.",
        format="uuid",
    ),
]
type AgentId = Annotated[str, About(description="The agent, from agentList.", format="uuid")]
type WorkflowId = Annotated[
    str,
    About(description="The workflow version's ID, from workflowsList.", format="uuid"),
]
type ExecutionId = Annotated[
    str,
    About(
        description="The execution, from executionsList or the call that started it.", format="uuid"
    ),
]
type ProfileId = Annotated[
    str, About(description="The profile, from agentProfilesList.", format="uuid")
]
type SharedFileId = Annotated[
    str,
    About(
        description="The shared file's id, from agentSharedFilesGet.", min_length=1, max_length=512
    ),
]
type Page = Annotated[int, About(description="The page, from 1.", minimum=1)]
type PageSize = Annotated[int, About(description="Items a page.", minimum=1, maximum=100)]
type SortDirection = Literal["asc", "desc"]
type Detail = Annotated[
    Literal["summary", "full"],
    About(description="`summary` is what matters most; `full` is everything Asteroid has."),
]

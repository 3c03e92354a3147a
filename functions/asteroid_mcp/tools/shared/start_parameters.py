"""Parameters of the tools that start an execution."""

from typing import Annotated, NotRequired, TypedDict

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.tools.declaration.schema import About


class TempFileRef(TypedDict):
    """A staged file, as tempFilesStage answered it."""

    id: Annotated[str, About(description="The staged file's ID.", min_length=1, max_length=200)]
    name: Annotated[str, About(description="Its name.", min_length=1, max_length=255)]


class ExecutionOptionFields(TypedDict):
    """What one execution does differently."""

    softTimeoutMins: NotRequired[
        Annotated[
            int,
            About(
                description="After so many minutes the agent is urged to finish; must be less than "
                "the version's max_timeout_mins.",
                minimum=1,
            ),
        ]
    ]
    variantKey: NotRequired[
        Annotated[
            str,
            About(
                description="The variant whose shared files and scripts are used, where the agent "
                "has variants.",
                min_length=1,
                max_length=200,
            ),
        ]
    ]


type Inputs = Annotated[
    dict[str, Json],
    About(
        description="Values for the {{.name}} placeholders in the instructions, by name; "
        "workflowGet lists the inputs.",
        example={"policyNumber": "P-1042"},
    ),
]
type ProfileGroupId = Annotated[
    str,
    About(
        description="The profile group to take a free profile from, instead of profileId.",
        format="uuid",
    ),
]
type TempFiles = Annotated[
    list[TempFileRef],
    About(
        description="Files for the execution, from tempFilesStage (they expire after 60 minutes).",
        max_items=50,
    ),
]
type Metadata = Annotated[
    dict[str, str],
    About(
        description="Your own labels, texts by key, to find the execution by later.",
        example={"ticket": "OPS-17"},
    ),
]
type ExecutionOptions = Annotated[
    ExecutionOptionFields, About(description="What this one execution does differently.")
]

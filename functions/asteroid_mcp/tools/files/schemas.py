"""Checking JSON schemas for structured output."""

from typing import Annotated, TypedDict

from asteroid_mcp.asteroid import schemas
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import READS, Toolset, tool
from asteroid_mcp.tools.shared.wording import counted


class SchemaVerdict(TypedDict):
    """Whether a JSON schema can be used for structured output."""

    valid: bool
    errors: list[str]


@tool(title="Validate a JSON schema", toolset=Toolset.FILES, scope=Scope.READ, effects=READS)
async def schema_validate(
    call: Call,
    *,
    schema: Annotated[
        dict[str, Json],
        About(
            description="The JSON schema of an output node.",
            example={
                "type": "object",
                "properties": {"total": {"type": "number"}},
                "required": ["total"],
                "additionalProperties": False,
            },
        ),
    ],
) -> Answer[SchemaVerdict]:
    """Check a JSON schema before you put it into an output node.

    The rules are those of structured output: every object needs additionalProperties=false and all
    of its properties in required.
    """
    verdict = await schemas.validate_schema(call.api, schema=schema)
    problems = verdict["errors"]
    return Answer(
        summary="The schema is valid" if verdict["valid"] else counted(problems, "problem"),
        data={"valid": verdict["valid"], "errors": problems},
        next_steps=(
            "workflowCreate with it as schema in the properties of an output node"
            if verdict["valid"]
            else "schemaValidate again, once the problems are corrected",
        ),
    )

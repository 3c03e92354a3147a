"""Parameters of the tool that makes workflow versions: a version as a document."""

from typing import Annotated, NotRequired, TypedDict

from asteroid_mcp.asteroid.models import JsonObject
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.workflows.views import MOST_NODE_IDS


class GraphFields(TypedDict):
    """A graph. Nodes and transitions are open objects, so that what was read can be sent back."""

    nodes: Annotated[
        list[JsonObject],
        About(
            description="Each has id, name, type and properties, which repeat the type. Types: "
            "start; iris, an AI task (instructions, model; optional capabilities); "
            "playwright_script (script, llm_vars); api (method, url, body, headers); url (url); "
            "output, where a run ends (outcomes; optional instructions, schema).",
            example=[
                {
                    "id": "log-in",
                    "name": "Log in",
                    "type": "iris",
                    "properties": {
                        "type": "iris",
                        "model": "<as in the nodes of workflowGet>",
                        "instructions": "Log in and open policy {{.policyNumber}}.",
                    },
                }
            ],
            max_items=500,
        ),
    ]
    transitions: Annotated[
        list[JsonObject],
        About(
            description="Each has id, from and to (node ids), type, require_confirmation and "
            "properties, which repeat the type. Types: iris (the AI decides; description says "
            "when); selector (name, selectors); outcome_success (after url, api and "
            "playwright_script).",
            max_items=2_000,
        ),
    ]
    sticky_notes: NotRequired[
        Annotated[list[JsonObject], About(description="Notes for people.", max_items=500)]
    ]


type GraphParameter = Annotated[
    GraphFields, About(description="The whole graph, edited from what workflowGet gave.")
]
type Rules = Annotated[
    str, About(description="Rules for all nodes; may be empty.", max_length=200_000)
]
type Settings = Annotated[
    JsonObject,
    About(
        description="viewport_width and viewport_height in pixels, max_timeout_mins, optional "
        "custom_environment_id; others as workflowGet gave them.",
        example={"viewport_width": 1440, "viewport_height": 900, "max_timeout_mins": 30},
    ),
]
type WorkflowInputs = Annotated[
    list[JsonObject],
    About(
        description="All inputs: name, schema (JSON Schema of the value), required, defaultValue, "
        "description. A {{.name}} in the instructions that is not listed is an optional string.",
        example=[{"name": "policyNumber", "schema": {"type": "string"}, "required": True}],
        max_items=200,
    ),
]
type EnvironmentTemplate = Annotated[
    JsonObject,
    About(
        description="What it runs in; left out, that of the latest version (on the legacy API a "
        "browser).",
        example={"type": "browser", "config": {"provider": "anchor"}},
    ),
]
type ParentId = Annotated[
    str,
    About(description="The version it was edited from, for its lineage.", format="uuid"),
]
type NodeIds = Annotated[
    list[Annotated[str, About(min_length=1, max_length=200)]],
    About(
        description="Only these nodes, by id or name, and their transitions, where the whole graph "
        "is too large.",
        min_items=1,
        max_items=MOST_NODE_IDS,
    ),
]

"""What is shown of workflow versions."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.asteroid.workflow_models import (
    Graph,
    PublishedWorkflow,
    SchemaChange,
    ValidationIssue,
    Workflow,
    WorkflowFile,
    WorkflowRef,
)
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.shared.wording import quoted
from asteroid_mcp.tools.workflows.views import NodeLine, View, part_of

_BREAKING = {"removed", "changed", "nowRequired"}
_MOST_CHANGES_IN_WORDS = 5


class VersionFile(TypedDict):
    """A file kept in a version."""

    fileId: str
    filePath: str
    fileSize: Annotated[int, About(description="Bytes.")]
    contentType: NotRequired[str]


class WorkflowShown(TypedDict):
    """One version: all that workflowCreate needs to make the next one, or with nodeIds a part."""

    agentId: str
    workflowId: Annotated[str, About(description="This version.")]
    version: NotRequired[int]
    isPublished: bool
    createdAt: str
    author: NotRequired[str]
    parentId: NotRequired[Annotated[str, About(description="The version it came from.")]]
    files: NotRequired[list[VersionFile]]
    rules: NotRequired[str]
    settings: NotRequired[JsonObject]
    inputs: NotRequired[list[JsonObject]]
    environmentTemplate: NotRequired[JsonObject]
    graph: Annotated[JsonObject, About(description="nodes, transitions and sticky_notes.")]
    allNodes: NotRequired[
        Annotated[
            list[NodeLine],
            About(description="Every node of the version, where not all are shown."),
        ]
    ]


def newest_first(versions: Iterable[WorkflowRef]) -> list[WorkflowRef]:
    """Sort versions by their numbers; one without a number yet is newer than all that have one."""
    return sorted(
        versions,
        key=lambda each: (each.get("version") or math.inf, each["createdAt"]),
        reverse=True,
    )


def workflow_shown(workflow: Workflow, view: View) -> WorkflowShown:
    """Answer what the view shows of a version."""
    shown = {
        "agentId": workflow["agentId"],
        "workflowId": workflow["id"],
        "version": workflow.get("version"),
        "isPublished": workflow["isPublished"],
        "createdAt": workflow["createdAt"],
        **({} if view.only_nodes else _around_the_graph(workflow)),
        "graph": part_of(workflow["graph"], view.nodes) if view.is_part else workflow["graph"],
        "allNodes": view.names or None,
    }
    return cast("WorkflowShown", shown)


def headline(workflow: Workflow, view: View) -> str:
    """Say in one line which version this is, what it consists of, and how much of it is shown."""
    graph = workflow["graph"]
    line = (
        f"Agent {workflow['agentId']}, {numbered(workflow.get('version'))}, "
        f"{'published' if workflow['isPublished'] else 'not published'}: "
        f"{len(graph['nodes'])} nodes, {len(graph['transitions'])} transitions, "
        f"outcomes: {', '.join(map(quoted, _outcomes(graph))) or 'none'}"
    )
    return f"{line}. {_how_much(graph, view)}" if view.is_part else line


def with_inputs(declared: Iterable[Mapping[str, object]]) -> str:
    """Write the inputs that a run must be given as an argument, with a space before, or nothing."""
    required = {str(each.get("name")): "..." for each in declared if each.get("required")}
    return f" inputs={json.dumps(required, ensure_ascii=False)}" if required else ""


def numbered(version: int | None) -> str:
    """Name a version by its number, if it has one."""
    return "a version without a number" if version is None else f"version {version}"


def published(done: PublishedWorkflow) -> str:
    """Say in one line what publishing a version means for its callers."""
    done_line = f"Version {done['version']} is published."
    changes = done.get("schemaChanges")
    if changes is None:
        return f"{done_line} Whether inputs or outputs changed is not told by this API generation."
    breaking = [change for change in changes if change["kind"] in _BREAKING]
    if breaking:
        return f"{done_line} Callers can break: {_in_words(breaking)}."
    if changes:
        return f"{done_line} Changes that should not break callers: {_in_words(changes)}."
    return (
        f"{done_line} No change to inputs or outputs is known, which does not prove that callers "
        "still work."
    )


def verdict(issues: Sequence[ValidationIssue]) -> str:
    """Say in one line whether a version that was checked can run."""
    errors = sum(issue["severity"] == "error" for issue in issues)
    counts = f"errors: {errors}, warnings: {len(issues) - errors}"
    return f"{'Not valid' if errors else 'Valid'} ({counts}); nothing was created"


def _outcomes(graph: Graph) -> list[str]:
    found: list[Json] = []
    for node in graph["nodes"]:
        outcomes = node["properties"].get("outcomes")
        found.extend(outcomes if isinstance(outcomes, list) else [])
    return list(dict.fromkeys(map(str, found)))


def _how_much(graph: Graph, view: View) -> str:
    total = len(graph["nodes"])
    parts = [f"{len(view.nodes)} of {total} nodes shown"]
    if view.not_found:
        parts.append(f"not found: {', '.join(view.not_found)}")
    if view.is_large:
        parts.append("since all of it is too large for one answer")
    if view.names and len(view.names) < total:
        parts.append(f"allNodes names the first {len(view.names)}")
    return ", ".join(parts)


def _around_the_graph(workflow: Workflow) -> dict[str, object]:
    return {
        "author": workflow.get("author"),
        "parentId": workflow.get("parentId"),
        "files": [_file(each) for each in workflow.get("files") or []],
        "rules": workflow["rules"],
        "settings": workflow["settings"],
        "inputs": workflow.get("inputs") or [],
        "environmentTemplate": workflow.get("environmentTemplate"),
    }


def _file(file: WorkflowFile) -> VersionFile:
    shown = {
        "fileId": file["id"],
        "filePath": file["filePath"],
        "fileSize": file["fileSize"],
        "contentType": file.get("mimeType"),
    }
    return cast("VersionFile", shown)


def _in_words(changes: Sequence[SchemaChange]) -> str:
    messages = [" ".join(change["message"].split()) for change in changes]
    more = len(messages) - _MOST_CHANGES_IN_WORDS
    told = "; ".join(messages[:_MOST_CHANGES_IN_WORDS])
    return f"{told}; and {more} more in schemaChanges" if more > 0 else told

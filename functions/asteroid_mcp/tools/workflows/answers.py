"""What is shown of workflow versions."""

import math
from collections.abc import Collection, Iterable, Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.asteroid.workflow_models import (
    Graph,
    PublishedWorkflow,
    SchemaChange,
    ValidationIssue,
    Workflow,
    WorkflowRef,
)
from asteroid_mcp.tools.declaration.schema import About

_BREAKING = {"removed", "changed", "nowRequired"}
_MOST_CHANGES_IN_WORDS = 5


class NodeLine(TypedDict):
    """A node of a graph, by name."""

    id: str
    name: str
    type: str


class WorkflowShown(TypedDict):
    """One version: all that workflowCreate needs to make the next one."""

    agentId: str
    workflowId: Annotated[str, About(description="This version.")]
    version: NotRequired[int]
    isPublished: bool
    createdAt: str
    author: NotRequired[str]
    parentId: NotRequired[Annotated[str, About(description="The version it came from.")]]
    files: Annotated[list[JsonObject], About(description="The files kept in this version.")]
    rules: str
    settings: JsonObject
    inputs: list[JsonObject]
    environmentTemplate: NotRequired[JsonObject]
    graph: Annotated[JsonObject, About(description="nodes, transitions and sticky_notes.")]
    allNodes: NotRequired[
        Annotated[
            list[NodeLine],
            About(description="Every node of the version, where nodeIds asked for some only."),
        ]
    ]


def newest_first(versions: Iterable[WorkflowRef]) -> list[WorkflowRef]:
    """Sort versions by their numbers; one without a number yet is newer than all that have one."""
    return sorted(
        versions,
        key=lambda each: (each.get("version") or math.inf, each["createdAt"]),
        reverse=True,
    )


def workflow_shown(workflow: Workflow, node_ids: Collection[str] | None) -> WorkflowShown:
    """Answer a version, whole or with some of its nodes only."""
    graph = workflow["graph"]
    shown = {
        "agentId": workflow["agentId"],
        "workflowId": workflow["id"],
        "version": workflow.get("version"),
        "isPublished": workflow["isPublished"],
        "createdAt": workflow["createdAt"],
        "author": workflow.get("author"),
        "parentId": workflow.get("parentId"),
        "files": workflow.get("files") or [],
        "rules": workflow["rules"],
        "settings": workflow["settings"],
        "inputs": workflow.get("inputs") or [],
        "environmentTemplate": workflow.get("environmentTemplate"),
        "graph": graph if node_ids is None else part_of(graph, node_ids),
        "allNodes": None if node_ids is None else _node_lines(graph),
    }
    return cast("WorkflowShown", shown)


def part_of(graph: Graph, node_ids: Collection[str]) -> Graph:
    """Answer the nodes with these ids and the transitions that begin or end at them."""
    return {
        "nodes": [node for node in graph["nodes"] if node["id"] in node_ids],
        "transitions": [
            each
            for each in graph["transitions"]
            if each["from"] in node_ids or each["to"] in node_ids
        ],
        "sticky_notes": [],
    }


def headline(workflow: Workflow, node_ids: Sequence[str] | None) -> str:
    """Say in one line which version this is and what it consists of."""
    graph = workflow["graph"]
    line = (
        f"Agent {workflow['agentId']}, {numbered(workflow.get('version'))}, "
        f"{'published' if workflow['isPublished'] else 'not published'}: "
        f"{len(graph['nodes'])} nodes, {len(graph['transitions'])} transitions, "
        f"outcomes: {', '.join(_outcomes(graph)) or 'none'}"
    )
    return line if node_ids is None else f"{line}. {_shown_part(graph, node_ids)}"


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


def _shown_part(graph: Graph, node_ids: Sequence[str]) -> str:
    known = {node["id"] for node in graph["nodes"]}
    unknown = [node_id for node_id in node_ids if node_id not in known]
    not_found = f", unknown: {', '.join(unknown)}" if unknown else ""
    return f"Nodes shown: {len(known.intersection(node_ids))}{not_found}"


def _node_lines(graph: Graph) -> list[NodeLine]:
    return [
        {"id": each["id"], "name": each["name"], "type": each["type"]} for each in graph["nodes"]
    ]


def _in_words(changes: Sequence[SchemaChange]) -> str:
    messages = [" ".join(change["message"].split()) for change in changes]
    more = len(messages) - _MOST_CHANGES_IN_WORDS
    told = "; ".join(messages[:_MOST_CHANGES_IN_WORDS])
    return f"{told}; and {more} more in schemaChanges" if more > 0 else told

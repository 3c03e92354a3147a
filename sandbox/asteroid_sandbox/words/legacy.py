"""Answers in the words of the API before its renaming: agents and their workflows.

Where the two do not contradict each other, the newer fields are there as well: the current API
still answers these routes as deprecated aliases.
"""

from collections.abc import Iterable

from asteroid_sandbox.engine.json_values import JsonObject, child, objects
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.files.shared import SharedFile
from asteroid_sandbox.profiles.record import Profile
from asteroid_sandbox.profiles.settings import legacy_settings
from asteroid_sandbox.words.current import CurrentWords, Names
from asteroid_sandbox.workflows.versions import Version

_NODE_FIELDS: JsonObject = {"snapshot_compression": False, "temperature": 0}


class LegacyWords(CurrentWords):
    """Serialises for `/agents`, `/agent-profiles`, and for callers with the older key header."""

    def snapshot(self, version: Version, files: Iterable[SharedFile]) -> JsonObject:
        """AgentsWorkflowWorkflowSnapshot; its AI nodes had two more required fields."""
        body = super().snapshot(version, files)
        nodes = [_node(node) for node in objects(version.graph, "nodes")]
        return {**body, "graph": {**version.graph, "nodes": [*nodes]}}

    def version_owner(self, version: Version) -> JsonObject:
        """The version's agent."""
        return {"agentId": version.agent_id}

    def version_id(self, version: Version) -> JsonObject:
        """The version, which was called a workflow."""
        return {"workflowId": version.id}

    def tree_owner(self, version: Version, agent_name: str) -> JsonObject:
        """The version and its agent."""
        return {
            "workflowVersionId": version.id,
            "workflowId": version.agent_id,
            "workflowName": agent_name,
            "agentName": agent_name,
        }

    def execution(self, run: Run, names: Names) -> JsonObject:
        """AgentsExecutionListItem: `workflowId` is the version, and there is no queue yet."""
        body = super().execution(run, names)
        status = "starting" if run.state.status == "queued" else run.state.status
        return {**body, "status": status, "workflowId": run.execution.version_id}

    def profile(self, profile: Profile) -> JsonObject:
        """AgentsProfileAgentProfile with the browser's settings, less the proxy's password."""
        return super().profile(profile) | legacy_settings(profile)

    def _subject(self, run: Run, names: Names) -> JsonObject:
        return {"agentId": run.execution.agent_id, "agentName": names.agent}


def _node(node: JsonObject) -> JsonObject:
    if node.get("type") != "iris":
        return node
    return {**node, "properties": _NODE_FIELDS | child(node, "properties")}

"""Answers in the words of the current API: workflows and their versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.status import PHASES
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.files.shared import SharedFile
from asteroid_sandbox.moments import wire
from asteroid_sandbox.profiles.record import Profile
from asteroid_sandbox.words.files import FileWords
from asteroid_sandbox.workflows.agents import Agent
from asteroid_sandbox.workflows.versions import BROWSER, Version

HIDDEN = "********"


@dataclass(frozen=True, slots=True)
class Names:
    """What an execution's answer tells about the records around it."""

    agent: str
    version: int | None
    is_published: bool | None
    has_been_rerun: bool


class CurrentWords(FileWords):
    """Serialises for `/workflows`, `/profiles` and the routes that both generations share."""

    def agent(self, agent: Agent) -> JsonObject:
        """WorkflowsWorkflowBase."""
        return {
            "id": agent.id,
            "name": agent.name,
            "createdAt": wire(agent.created_at),
            "organizationId": agent.organization_id,
            "userId": agent.user_id,
        }

    def version_ref(self, version: Version, *, is_deletable: bool) -> JsonObject:
        """WorkflowsVersionRef."""
        return without_gaps(
            {
                "id": version.id,
                "parentId": version.parent_id,
                "version": version.version,
                "isPublished": version.is_published,
                "createdAt": wire(version.created_at),
                "author": version.author,
                "isDeletable": is_deletable,
            }
        )

    def snapshot(self, version: Version, files: Iterable[SharedFile]) -> JsonObject:
        """WorkflowsVersionSnapshot."""
        return without_gaps(
            {
                **self.version_owner(version),
                "id": version.id,
                "parentId": version.parent_id,
                "version": version.version,
                "isPublished": version.is_published,
                "rules": version.rules,
                "graph": version.graph,
                "inputs": [*version.all_inputs()],
                "files": [self.version_file(file) for file in files],
                "createdAt": wire(version.created_at),
                "author": version.author,
                "rev": version.rev,
                "settings": version.settings,
                "environmentTemplate": version.environment or BROWSER,
            }
        )

    def version_owner(self, version: Version) -> JsonObject:
        """How a snapshot names the agent that it belongs to."""
        return {"workflowId": version.agent_id}

    def version_id(self, version: Version) -> JsonObject:
        """How the answers to create and publish name the version."""
        return {"versionId": version.id}

    def tree_owner(self, version: Version, agent_name: str) -> JsonObject:
        """How a version's file tree names the version and its agent."""
        return {
            "versionId": version.id,
            "workflowId": version.agent_id,
            "workflowName": agent_name,
        }

    def execution(self, run: Run, names: Names) -> JsonObject:
        """AgentsExecutionListItem."""
        execution, state = run.execution, run.state
        return without_gaps(
            {
                "id": execution.id,
                "status": state.status,
                "createdAt": wire(execution.created_at),
                "startedAt": wire(state.started_at) if state.started_at else None,
                "terminalAt": wire(state.terminal_at) if state.terminal_at else None,
                "duration": _duration(run),
                "organizationId": execution.organization_id,
                **self._subject(run, names),
                **_profile_of(run),
                "inputs": execution.inputs,
                "executionResult": result_of(run),
                "humanLabels": [*execution.labels],
                "comments": [*execution.comments],
                "metadata": {**execution.metadata},
                **self._views(run),
                "triggerContext": execution.trigger,
                "executionOptions": execution.options or None,
                "hasBeenRerun": names.has_been_rerun,
                "parentExecutionId": execution.parent_id,
                "scriptFailures": [*state.script_failures] or None,
            }
        )

    def profile(self, profile: Profile) -> JsonObject:
        """AgentsProfileAgentProfile."""
        prefix = profile.text_field("inboxEmailPrefix")
        return without_gaps(
            {
                "id": profile.id,
                "name": profile.name,
                "description": profile.description,
                "organizationId": profile.organization_id,
                "tracingEnabled": profile.fields.get("tracingEnabled", True),
                "fingerprintId": profile.text_field("fingerprintId"),
                "stickyIP": profile.fields.get("stickyIP", False),
                "vaultItems": [],
                "inboxEmailPrefix": prefix,
                "inboxEmail": f"{prefix or profile.id[:8]}@agentmail.asteroid.ai",
                "credentials": [{**known, "data": HIDDEN} for known in profile.credentials],
                "cookies": [*profile.cookies],
                "createdAt": wire(profile.created_at),
                "updatedAt": wire(profile.updated_at),
            }
        )

    def _subject(self, run: Run, names: Names) -> JsonObject:
        execution = run.execution
        return {
            "agentId": execution.agent_id,
            "agentName": names.agent,
            "workflowId": execution.agent_id,
            "workflowName": names.agent,
            "workflowVersionId": execution.version_id,
            "workflowVersion": names.version,
            "workflowVersionPublished": names.is_published,
        }

    def _views(self, run: Run) -> JsonObject:
        page = self._links.recording(run.execution.id)
        watching = page if run.state.status in PHASES["active"] else None
        recorded = page if run.state.status in PHASES["terminal"] else None
        return {
            "liveViewUrl": watching,
            "browserLiveViewUrl": watching,
            "recordingUrl": recorded,
            "browserRecordingUrl": recorded,
            "platformUrl": self._links.platform(run.execution.id),
        }


def without_gaps(body: JsonObject) -> JsonObject:
    """The body without the members that are null."""
    return {name: value for name, value in body.items() if value is not None}


def result_of(run: Run) -> JsonObject | None:
    """AgentsExecutionExecutionResult of a completed run."""
    state, execution = run.state, run.execution
    if state.result is None or state.terminal_at is None:
        return None
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{execution.id}/result")),
        "executionId": execution.id,
        **state.result,
        "createdAt": wire(state.terminal_at),
    }


def _profile_of(run: Run) -> JsonObject:
    execution = run.execution
    return {
        "profileId": execution.profile_id,
        "profileName": execution.profile_name,
        "agentProfileId": execution.profile_id,
        "agentProfileName": execution.profile_name,
    }


def _duration(run: Run) -> float | None:
    begin, end = run.state.started_at, run.state.terminal_at
    return round((end - begin).total_seconds(), 3) if begin and end else None

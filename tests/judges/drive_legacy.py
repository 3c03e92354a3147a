"""Drives an Asteroid API with the official SDK 1.7.198, on the routes of its time.

    PYTHONPATH=. .tools/sdk-legacy/bin/python tests/judges/drive_legacy.py BASE_URL API_KEY

Runs in an environment that holds that SDK, against the sandbox with its demo data. Prints what it
saw as one JSON document; ends with a traceback on the first answer that the SDK or it refuses.
"""

import json
import sys

from tests.judges.driving import SdkDriver, version_body


class Driver(SdkDriver):
    """The API classes of the legacy routes."""

    def __init__(self, base: str, key: str) -> None:
        super().__init__(base, f"{base}/agents/v2", key)
        self.agents = self.sdk.AgentsApi(self.client)
        self.context = self.sdk.ContextApi(self.client)
        self.documentation = self.sdk.DocumentationApi(self.client)
        self.files = self.sdk.FilesApi(self.client)
        self.profiles = self.sdk.AgentProfilesApi(self.client)
        self.schema = self.sdk.SchemaApi(self.client)
        self.workflows = self.sdk.WorkflowsApi(self.client)

    def agent(self, organization: str, name: str) -> str:
        """A demo agent's id."""
        found = self.agents.agent_list(organization, page_size=1, page=1, search_name=name)
        return str(found.items[0].id)


def main(base: str, key: str) -> None:
    """Drive everything and print what was seen."""
    driver = Driver(base, key)
    organization = look_around(driver)
    agent = build_agent(driver, organization)
    profile = keep_profile(driver, organization)
    share_files(driver, agent)
    run_agent(driver, organization, agent, profile)
    steer_runs(driver, organization)
    list_runs(driver, organization)
    driver.profiles.agent_profile_delete(profile)
    driver.agents.agent_by_id_delete(agent)
    json.dump(driver.seen, sys.stdout, indent=2, default=str)


def look_around(driver: Driver) -> str:
    """Who is calling, what there is; answers the organization to work in."""
    context = driver.context.context_get()
    organization = next(own.id for own in context.organizations if own.name == "Sandbox Demo")
    found = driver.documentation.docs_search_search({"query": "how do I publish a version"})
    listed = driver.agents.agent_list(organization, page_size=3, page=2, sort_field="name")
    snapshots = {}
    for demo in driver.agents.agent_list(organization, page_size=50, page=1).items:
        newest = driver.workflows.agent_workflows_list(demo.id)[0]
        snapshot = driver.workflows.agent_workflows_get(demo.id, newest.id)
        snapshots[demo.name] = [node.type.value for node in snapshot.graph.nodes]
    driver.seen["context"] = {
        "email": context.email,
        "tools": len(driver.agents.available_tools_list().tools),
        "docs": [result.title for result in found.results],
        "agents": [agent.name for agent in listed.items],
        "agent_total": listed.total,
        "snapshots": snapshots,
        "bad_schema": driver.schema.schema_validation_validate(
            {"schema": {"type": "object"}}
        ).valid,
    }
    return str(organization)


def workflow_body() -> dict[str, object]:
    """A sound workflow with the fields that its time required of a task."""
    return version_body("greeted", snapshot_compression=True, temperature=0.5)


def build_agent(driver: Driver, organization: str) -> str:
    """Create an agent, derive a second workflow and publish it; answers the agent's id."""
    sdk = driver.sdk
    body = {"organizationId": organization, "name": "Built by the SDK", "workflow": workflow_body()}
    agent = str(driver.agents.agent_create(sdk.AgentsAgentCreateRequest.from_dict(body)).id)
    driver.agents.agent_by_id_update(agent, {"name": "Renamed by the SDK"})
    first = driver.workflows.agent_workflows_list(agent)[0]
    again = sdk.AgentsWorkflowCreateWorkflowRequest.from_dict(
        workflow_body() | {"parentId": first.id}
    )
    second = driver.workflows.agent_workflows_create(agent, again).workflow_id
    published = driver.workflows.agent_workflows_publish(agent, second)
    snapshot = driver.workflows.agent_workflows_get(agent, second)
    task = snapshot.graph.nodes[1].properties.actual_instance
    driver.seen["workflows"] = {
        "published": [published.workflow_id == second, published.version],
        "snapshot": [snapshot.agent_id == agent, snapshot.parent_id == first.id, snapshot.version],
        "task": [task.snapshot_compression, task.temperature],
        "inputs": [
            given.name
            for given in driver.workflows.agent_workflows_get_inputs(agent, second).inputs
        ],
        "list": [
            [workflow.version, workflow.is_published]
            for workflow in driver.workflows.agent_workflows_list(agent)
        ],
    }
    return agent


def keep_profile(driver: Driver, organization: str) -> str:
    """Create, read, change and list profiles with the settings of their time."""
    body = {
        "organizationId": organization,
        "name": "SDK Profile",
        "description": "Made by the SDK",
        "proxyMode": "custom",
        "customProxy": {
            "server": "http://proxy.example:8080",
            "username": "proxy-user",
            "password": "not-to-be-seen",
        },
        "operatingSystem": "windows",
        "adblockActive": True,
        "credentials": [{"name": "login", "data": "not-to-be-seen"}],
    }
    made = driver.profiles.agent_profiles_create(body)
    changed = driver.profiles.agent_profile_update(made.id, {"extraStealth": True})
    found = driver.profiles.agent_profiles_list(
        organization, page_size=5, page=1, proxy_mode=["custom"], feature=["extraStealth"]
    )
    driver.seen["profiles"] = {
        "proxy": made.custom_proxy.to_dict(),
        "credentials": [[known.name, known.data] for known in made.credentials],
        "changed": [changed.extra_stealth, changed.adblock_active, changed.operating_system.value],
        "read": driver.profiles.agent_profile_get(made.id).proxy_mode.value,
        "found": [profile.name for profile in found.items],
        "cleared": driver.profiles.agent_profile_clear_browser_cache(made.id).message,
    }
    return str(made.id)


def share_files(driver: Driver, agent: str) -> None:
    """Upload, change, freeze and delete shared files."""
    uploaded = driver.files.agent_shared_files_upload(agent, [("a.csv", b"1"), ("b.csv", b"22")])
    first = next(file for file in uploaded.files if file.file_name == "a.csv")
    changed = driver.files.agent_shared_files_update(agent, first.id, [("other.csv", b"333")])
    frozen = driver.files.agent_shared_files_freeze(agent, first.id, {"isFrozen": True})
    refused = driver.refused(
        lambda: driver.files.agent_shared_files_update(agent, first.id, [("a.csv", b"4")])
    )
    kept = driver.refused(lambda: driver.files.agent_shared_files_delete_all(agent))
    total = driver.files.agent_shared_files_get(agent).total_size
    driver.files.agent_shared_files_freeze(agent, first.id, {"isFrozen": False})
    driver.files.agent_shared_files_delete(agent, first.id)
    left = [file.file_name for file in driver.files.agent_shared_files_get(agent).files]
    driver.files.agent_shared_files_delete_all(agent)
    driver.seen["shared_files"] = {
        "uploaded": [[file.file_name, file.file_size, file.version] for file in uploaded.files],
        "changed": [changed.file_name, changed.file_size, changed.version],
        "checksum_changed": first.checksum != changed.checksum,
        "frozen": frozen.is_frozen,
        "refused": refused,
        "kept": kept,
        "total": total,
        "left": left,
        "end": driver.files.agent_shared_files_get(agent).files,
    }


def run_agent(driver: Driver, organization: str, agent: str, profile: str) -> None:
    """Execute with a staged file, follow the run to its end, sync it to another workflow."""
    staged = driver.files.temp_files_stage(organization, [("letter.txt", b"Dear all")])
    run = driver.agents.agent_execute_post(
        agent,
        {
            "dynamicData": {"who": "the world"},
            "agentProfileId": profile,
            "tempFiles": [file.to_dict() for file in staged.temp_files],
        },
    ).execution_id
    said = driver.files.execution_context_files_upload(run, [("more.txt", b"More")])
    ended = driver.finish(run).execution
    versions = {w.version: w.id for w in driver.workflows.agent_workflows_list(agent)}
    exact = driver.workflows.agent_workflows_execute(
        agent, versions[1], {"inputVariables": {"who": "you"}, "parentExecutionId": run}
    ).execution_id
    synced = driver.workflows.agent_workflows_sync_execution(
        agent, versions[2], {"executionId": exact}
    )
    kinds = [
        activity.payload.actual_instance.activity_type
        for activity in driver.executions.execution_activities_get(run)
    ]
    driver.seen["run"] = {
        "said": said,
        "status": ended.status.value,
        "outcome": ended.execution_result.outcome,
        "inputs": ended.inputs,
        "workflow_is_version": ended.workflow_id in versions.values(),
        "profile": ended.agent_profile_name,
        "kinds": sorted(set(kinds)),
        "context_files": [f.file_name for f in driver.files.execution_context_files_get(run)],
        "produced": [
            f.file_name for f in driver.files.execution_files_get(run).directories.workspace
        ],
        "synced": synced.workflow_id == versions[2],
        "rerun": driver.executions.execution_get(run).has_been_rerun,
        "exact": driver.finish(exact).execution.status.value,
    }


def steer_runs(driver: Driver, organization: str) -> None:
    """Answer a question, confirm, and cancel another run."""
    asking = driver.agent(organization, "Expense Approval")
    inputs = {"inputs": {"employee": "Employee 1", "amount": 5}}
    run = driver.agents.agent_execute_post(asking, inputs).execution_id
    driver.advance(60)
    asks = driver.executions.execution_get(run).status.value
    said = driver.executions.execution_user_messages_add(run, {"message": "Travel"})
    driver.advance(60)
    confirms = driver.executions.execution_get(run).status.value
    updated = driver.executions.execution_status_update(run, {"status": "running"})
    other = driver.agents.agent_execute_post(asking, inputs).execution_id
    driver.executions.execution_status_update(other, {"status": "cancelled"})
    driver.seen["steering"] = {
        "steps": [asks, confirms, driver.finish(run).execution.status.value],
        "texts": [said, updated],
        "cancelled": driver.executions.execution_get(other).status.value,
        "late": driver.refused(
            lambda: driver.executions.execution_status_update(other, {"status": "running"})
        )["status"],
    }


def list_runs(driver: Driver, organization: str) -> None:
    """List the executions of every organization, queued ones among them, with their logs."""
    statuses: dict[str, list[str]] = {}
    for own in driver.context.context_get().organizations:
        listed = driver.executions.executions_list(own.id, page_size=100, page=1)
        statuses[own.name] = sorted({execution.status.value for execution in listed.items})
        for execution in listed.items:
            driver.executions.execution_activities_get(execution.id)
    failed = driver.executions.executions_list(
        organization, page_size=10, page=1, status=["failed"], sort_field="created_at"
    )
    driver.seen["listing"] = {
        "statuses": statuses,
        "failed": [execution.agent_name for execution in failed.items],
        "script_failures": driver.executions.executions_list(
            organization, page_size=10, page=1, has_script_failures=True
        ).total,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Drives an Asteroid API with the official SDK 1.9.167, on the current routes.

    PYTHONPATH=. .tools/sdk-current/bin/python tests/judges/drive_current.py BASE_URL API_KEY

Runs in an environment that holds that SDK, against the sandbox with its demo data. Prints what it
saw as one JSON document; ends with a traceback on the first answer that the SDK or it refuses.
"""

import json
import sys

from tests.judges.driving import SdkDriver, version_body


class Driver(SdkDriver):
    """The API classes of the current routes."""

    def __init__(self, base: str, key: str) -> None:
        super().__init__(base, base, key)
        self.context = self.sdk.ContextApi(self.client)
        self.documentation = self.sdk.DocumentationApi(self.client)
        self.files = self.sdk.FilesApi(self.client)
        self.profiles = self.sdk.ProfilesApi(self.client)
        self.schema = self.sdk.SchemaApi(self.client)
        self.versions = self.sdk.WorkflowVersionsApi(self.client)
        self.workflows = self.sdk.WorkflowsApi(self.client)

    def version(self, outcome: str, *inputs: str) -> object:
        """A version's create body as the SDK's model: its unions cannot be read from a dict."""
        return self.sdk.WorkflowsVersionCreateRequest.from_dict(version_body(outcome, *inputs))

    def workflow(self, organization: str, name: str) -> str:
        """A demo workflow's id."""
        found = self.workflows.workflow_list(organization, search_name=name, page=1, page_size=1)
        return str(found.items[0].id)


def main(base: str, key: str) -> None:
    """Drive everything and print what was seen."""
    driver = Driver(base, key)
    organization = look_around(driver)
    workflow = build_workflow(driver, organization)
    edit_head(driver, workflow)
    profile = keep_profile(driver, organization)
    run_workflow(driver, organization, workflow, profile)
    use_old_names(driver, organization)
    steer_runs(driver, organization)
    list_runs(driver, organization)
    provoke(driver, organization)
    clean_up(driver, workflow, profile)
    json.dump(driver.seen, sys.stdout, indent=2, default=str)


def look_around(driver: Driver) -> str:
    """Who is calling, what there is; answers the organization to work in."""
    context = driver.context.context_get()
    organization = next(own.id for own in context.organizations if own.name == "Sandbox Demo")
    tools = driver.workflows.workflow_available_tools_list().tools
    found = driver.documentation.docs_search_search({"query": "how do I publish a version"})
    listed = driver.workflows.workflow_list(organization, page_size=3, page=1, sort_field="name")
    good = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    driver.seen["context"] = {
        "email": context.email,
        "organizations": [own.name for own in context.organizations],
        "whoami": driver.context.whoami_get().credential.value,
        "tools": [tool.capability for tool in tools],
        "docs": [result.title for result in found.results],
        "workflows": [workflow.name for workflow in listed.items],
        "workflow_total": listed.total,
        "good_schema": driver.schema.schema_validation_validate({"schema": good}).valid,
        "bad_schema": driver.schema.schema_validation_validate(
            {"schema": {"type": "object"}}
        ).errors,
    }
    return str(organization)


def build_workflow(driver: Driver, organization: str) -> str:
    """Create a workflow and publish its second version; answers its id."""
    name = "Built by the SDK"
    created = driver.workflows.workflow_create(
        {"organizationId": organization, "name": name, "version": driver.version("done")}
    )
    workflow = str(created.id)
    driver.workflows.workflow_by_id_update(workflow, {"name": f"{name}, renamed"})
    first = driver.versions.workflow_versions_list(workflow)[0]
    published = driver.versions.workflow_versions_publish(workflow, first.id)
    changed = driver.version("greeted", "tone")
    issues = driver.versions.workflow_versions_validate(workflow, changed).issues
    second = driver.versions.workflow_versions_create(workflow, changed).version_id
    snapshot = driver.versions.workflow_versions_get(workflow, second)
    again = driver.versions.workflow_versions_publish(workflow, second)
    spec_body = driver.sdk.AgentsWorkflowExternalCreateWorkflowRequest.from_dict(
        version_body("done")
    )
    spec = driver.workflows.workflow_spec_validation_validate(spec_body)
    driver.seen["versions"] = {
        "first": published.version,
        "second": again.version,
        "changes": [f"{change.kind.value} {change.name}" for change in again.schema_changes],
        "issues": [issue.message for issue in issues],
        "spec_issues": [issue.message for issue in spec.issues],
        "parent_is_first": snapshot.parent_id == first.id,
        "of_workflow": snapshot.workflow_id == workflow,
        "nodes": [node.name for node in snapshot.graph.nodes],
        "list": [
            [version.version, version.is_published, version.is_deletable]
            for version in driver.versions.workflow_versions_list(workflow)
        ],
        "inputs": [
            given.name
            for given in driver.versions.workflow_versions_get_inputs(workflow, second).inputs
        ],
        "outputs": sorted(driver.versions.workflow_versions_get_output_schemas(workflow, second)),
    }
    return workflow


def edit_head(driver: Driver, workflow: str) -> None:
    """Read and patch the head, be refused with a stale rev, publish it."""
    tree = driver.files.workflow_head_get_files(workflow)
    rules = "TmV2ZXIgc2hvdXQu"
    write = {"path": "rules.md", "contentBase64": rules}
    patch = {"baseRev": tree.rev, "writes": [write], "deletes": []}
    patched = driver.files.workflow_head_patch_files(workflow, patch)
    stale = driver.refused(lambda: driver.files.workflow_head_patch_files(workflow, patch))
    note = {"path": "notes/hello.txt", "contentBase64": "aGVsbG8="}
    blob = {"baseRev": 0, "writes": [note], "deletes": []}
    overlaid = driver.files.workflow_head_patch_files(workflow, blob)
    everything = driver.files.workflow_head_get_files(workflow, contents="all")
    published = driver.files.workflow_head_publish(workflow)
    version_files = driver.versions.workflow_versions_get_files(workflow, published.version_id)
    driver.seen["head"] = {
        "paths": [entry.path for entry in tree.files],
        "rules": patched.rules,
        "forked": patched.id != tree.version_id,
        "stale": stale["status"],
        "files": [[file.file_path, file.file_size] for file in overlaid.files],
        "inline": [entry.content_base64 for entry in everything.files if entry.content_base64],
        "issues": [issue.message for issue in driver.files.workflow_head_validate(workflow).issues],
        "published": [published.version, published.already_published],
        "again": driver.files.workflow_head_publish(workflow).already_published,
        "version_files": [
            entry.path for entry in version_files.files if entry.kind.value == "agent_file"
        ],
    }


def use_old_names(driver: Driver, organization: str) -> None:
    """Call the deprecated routes that this release still has methods for."""
    agents, profiles = (
        driver.sdk.AgentsApi(driver.client),
        driver.sdk.AgentProfilesApi(driver.client),
    )
    form = agents.agent_list(organization, search_name="Quote", page=1, page_size=1).items[0].id
    newest = driver.workflows.agent_workflows_list(form)[0].id
    tree = driver.files.agent_workflow_head_get_files(form)
    patch = {"baseRev": tree.rev, "writes": [], "deletes": ["price-list.csv"]}
    patched = driver.files.agent_workflow_head_patch_files(form, patch)
    inputs = {"applicant_name": "A", "postcode": "1"}
    run = agents.agent_execute_post(form, {"dynamicData": inputs}).execution_id
    driver.seen["old names"] = {
        "agent": driver.workflows.agent_workflows_get(form, newest).agent_id == form,
        "tree": [tree.workflow_version_id == newest, tree.agent_name],
        "files": [file.file_path for file in patched.files],
        "published": driver.files.agent_workflow_head_publish_head(form).version,
        "profiles": profiles.agent_profiles_list(organization, page=1, page_size=9).total,
        "tools": len(agents.available_tools_list().tools),
        "staged": driver.files.temp_files_stage(organization, [("a.txt", b"a")]).temp_files[0].name,
        "files_of_run": bool(driver.files.execution_agent_files_get(run).directories.shared),
    }


def keep_profile(driver: Driver, organization: str) -> str:
    """Create, read, change and list profiles; answers the new one's id."""
    cookie = {
        "name": "Session",
        "key": "sid",
        "value": "1",
        "domain": "site.example",
        "secure": True,
        "sameSite": "Lax",
        "httpOnly": True,
    }
    body = {
        "organizationId": organization,
        "name": "SDK Profile",
        "description": "Made by the SDK",
        "cookies": [cookie],
        "credentials": [{"name": "login", "data": "not-to-be-seen"}],
    }
    made = driver.profiles.profiles_create(body)
    clash = driver.refused(lambda: driver.profiles.profiles_create(body))
    changed = driver.profiles.profile_update(made.id, {"description": "Changed", "stickyIP": True})
    found = driver.profiles.profiles_list(organization, search_name="sdk", page=1, page_size=5)
    driver.seen["profiles"] = {
        "credentials": [[known.name, known.data] for known in made.credentials],
        "cookies": [known.key for known in made.cookies],
        "inbox": made.inbox_email,
        "clash": clash["status"],
        "changed": [changed.description, changed.sticky_ip],
        "read": driver.profiles.profile_get(made.id).name,
        "found": [profile.name for profile in found.items],
        "cleared": driver.profiles.profile_clear_browser_cache(made.id).message,
    }
    return str(made.id)


def run_workflow(driver: Driver, organization: str, workflow: str, profile: str) -> None:
    """Execute the published version with a staged file and follow it to its end."""
    staged = driver.files.temp_files_upload(
        files=[("letter.txt", b"Dear all")], organization_id=organization
    )
    started = driver.workflows.workflow_execute_post(
        workflow,
        {
            "inputs": {"who": "the world"},
            "profileId": profile,
            "tempFiles": [file.to_dict() for file in staged.temp_files],
            "metadata": {"ticket": "T-1"},
        },
    )
    run = started.execution_id
    driver.files.execution_context_files_upload(run, files=[("more.txt", b"More")])
    ended = driver.finish(run)
    activities = driver.executions.execution_activities_get(run, order="asc")
    newest = driver.executions.execution_activities_get(run, order="desc", limit=1)
    files = driver.files.execution_files_get(run).directories
    made = files.workspace[0]
    driver.files.execution_file_download_redirect(run, made.id)
    driver.seen["run"] = {
        "initial": started.status.value,
        "statuses": ended.statuses,
        "outcome": ended.execution.execution_result.outcome,
        "result": ended.execution.execution_result.result,
        "version": ended.execution.workflow_version,
        "published": ended.execution.workflow_version_published,
        "workflow_is_workflow": ended.execution.workflow_id == workflow,
        "profile": ended.execution.profile_name,
        "metadata": ended.execution.metadata,
        "activities": [item.payload.actual_instance.activity_type for item in activities],
        "newest": newest[0].payload.actual_instance.activity_type,
        "context_files": [f.file_name for f in driver.files.execution_context_files_get(run)],
        "produced": made.file_name,
        "sync": driver.executions.execution_sync_get(run, timeout_seconds=1).status.value,
    }
    rerun = driver.executions.execution_rerun(run, {"inputs": {"who": "again"}}).execution_id
    waited = driver.workflows.workflow_execute_sync_post(
        workflow, {"inputs": {"who": "me"}, "timeoutSeconds": 1}
    )
    exact = driver.versions.workflow_versions_execute(
        workflow, ended.execution.workflow_version_id, {"inputs": {"who": "you"}}
    )
    driver.seen["reruns"] = {
        "result": driver.finish(rerun).execution.execution_result.result,
        "parent": driver.executions.execution_get(rerun).parent_execution_id == run,
        "marked": driver.executions.execution_get(run).has_been_rerun,
        "waited": waited.status.value,
        "waited_end": driver.finish(waited.execution_id).execution.status.value,
        "exact": driver.finish(exact.execution_id).execution.execution_result.result,
    }


def steer_runs(driver: Driver, organization: str) -> None:
    """Pause, resume and cancel; answer a question; wait for the question to be put first."""
    asking = driver.workflow(organization, "Expense Approval")
    run = driver.workflows.workflow_execute_post(
        asking, {"inputs": {"employee": "Employee 1", "amount": 5}}
    ).execution_id
    driver.advance(3)
    paused = driver.executions.execution_pause(run).status.value
    resumed = driver.executions.execution_resume(run).status.value
    driver.advance(60)
    asks = driver.executions.execution_get(run).status.value
    driver.executions.execution_user_messages_add(run, {"message": "Travel"})
    driver.advance(60)
    confirms = driver.executions.execution_get(run).status.value
    driver.executions.execution_status_update(run, {"status": "running"})
    ended = driver.finish(run).execution
    other = driver.workflows.workflow_execute_post(
        asking, {"inputs": {"employee": "Employee 2", "amount": 6}}
    ).execution_id
    cancelled = driver.executions.execution_cancel(other).status.value
    late = driver.refused(lambda: driver.executions.execution_resume(other))
    driver.executions.execution_delete(other)
    gone = driver.refused(lambda: driver.executions.execution_get(other))
    driver.seen["steering"] = {
        "steps": [paused, resumed, asks, confirms, ended.status.value, cancelled],
        "outcome": ended.execution_result.outcome,
        "late": late["status"],
        "gone": [gone["type"], gone["status"]],
    }


def list_runs(driver: Driver, organization: str) -> None:
    """List every demo execution with its log, then by filters."""
    everything = driver.executions.executions_list(organization, page=1, page_size=100)
    kinds: set[str] = set()
    for execution in everything.items:
        for activity in driver.executions.execution_activities_get(execution.id):
            kinds.add(activity.payload.actual_instance.activity_type)
    failed = driver.executions.executions_list(
        organization, status=["failed"], sort="created_at:asc"
    )
    tagged = driver.executions.executions_list(
        organization, metadata=["ticket=T-1"], phase=["terminal"], created_within="1d"
    )
    driver.seen["listing"] = {
        "statuses": sorted({execution.status.value for execution in everything.items}),
        "total_is_length": everything.total == len(everything.items),
        "activity_types": sorted(kinds),
        "failed": [execution.workflow_name for execution in failed.items],
        "tagged": len(tagged.items),
        "sources": sorted(
            {execution.trigger_context.actual_instance.source for execution in everything.items}
        ),
    }


def provoke(driver: Driver, organization: str) -> None:
    """See that refusals come as the SDK's own exceptions."""
    nowhere = "00000000-0000-4000-8000-000000000000"
    form = driver.workflow(organization, "Insurance Quote Form")
    driver.seen["refusals"] = {
        "unknown execution": driver.refused(lambda: driver.executions.execution_get(nowhere)),
        "unknown profile": driver.refused(lambda: driver.profiles.profile_get(nowhere)),
        "missing inputs": driver.refused(
            lambda: driver.workflows.workflow_execute_post(form, {"inputs": {}})
        ),
        "no organization": driver.refused(driver.workflows.workflow_list),
    }


def clean_up(driver: Driver, workflow: str, profile: str) -> None:
    """Delete what was made."""
    driver.profiles.profile_delete(profile)
    driver.workflows.workflow_by_id_delete(workflow)
    driver.seen["deleted"] = [
        driver.refused(lambda: driver.profiles.profile_get(profile))["status"],
        driver.refused(lambda: driver.versions.workflow_versions_list(workflow))["status"],
    ]


if __name__ == "__main__":
    main(*sys.argv[1:])

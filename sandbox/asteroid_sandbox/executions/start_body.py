"""Reads what a body says about the execution to start."""

from dataclasses import dataclass
from typing import Final

from asteroid_sandbox.engine.json_values import JsonObject, text
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.workflows.versions import Version

_OPTIONS: Final = ("variantKey", "sharedStorageKey", "softTimeoutMins")


@dataclass(frozen=True, slots=True)
class StartBody:
    """An execute request, its deprecated names resolved."""

    inputs: JsonObject
    metadata: dict[str, str]
    options: JsonObject
    temp_files: list[JsonObject]
    profile_id: str | None
    group_id: str | None
    version: int | None
    head: bool
    queue: bool
    parent_id: str | None


def read_start(fields: Fields) -> StartBody:
    """The request that a body makes; combinations that make no sense are noted as faults."""
    _refuse_combinations(fields)
    temp_files = fields.objects("tempFiles") or []
    queue = fields.choice("onCapacityLimit", ("reject", "queue")) == "queue"
    if queue and temp_files:
        fields.refuse("tempFiles", "cannot be queued: leave them out or reject at the limit")
    return StartBody(
        inputs=_first_object(fields, "inputs", "dynamicData", "inputVariables"),
        metadata=fields.mapping("metadata") or {},
        options=_options(fields),
        temp_files=temp_files,
        profile_id=fields.text("profileId") or fields.text("agentProfileId"),
        group_id=fields.text("profileGroupId") or fields.text("agentProfilePoolId"),
        version=fields.whole("version", least=1),
        head=fields.flag("head") or False,
        queue=queue,
        parent_id=fields.text("parentExecutionId"),
    )


def refuse_missing_inputs(fields: Fields, version: Version, inputs: JsonObject) -> None:
    """Note every required input that has neither a value nor a default."""
    for declared in version.inputs:
        name = text(declared, "name")
        lacks = inputs.get(name) is None and declared.get("defaultValue") is None
        if declared.get("required") and lacks:
            fields.refuse(f"inputs.{name}", "is required by the workflow")


def refuse_long_soft_timeout(fields: Fields, version: Version, options: JsonObject) -> None:
    """Note a soft timeout that is not below the version's hard one."""
    soft, hard = options.get("softTimeoutMins"), version.settings.get("max_timeout_mins")
    if isinstance(soft, int) and isinstance(hard, int) and soft >= hard:
        fields.refuse("executionOptions.softTimeoutMins", f"must be less than {hard}")


def _refuse_combinations(fields: Fields) -> None:
    fields.exclude("profileId", "profileGroupId")
    fields.exclude("agentProfileId", "agentProfilePoolId")
    fields.exclude("profileId", "agentProfilePoolId")
    fields.exclude("profileGroupId", "agentProfileId")
    fields.exclude("inputs", "dynamicData")
    fields.exclude("inputs", "inputVariables")
    if fields.flag("head"):
        fields.exclude("version", "head")


def _options(fields: Fields) -> JsonObject:
    given = fields.object("executionOptions") or {}
    soft = given.get("softTimeoutMins")
    if soft is not None and (not isinstance(soft, int) or soft < 1):
        fields.refuse("executionOptions.softTimeoutMins", "must be an integer of at least 1")
    return {name: given[name] for name in _OPTIONS if given.get(name) is not None}


def _first_object(fields: Fields, *names: str) -> JsonObject:
    found = [fields.object(name) for name in names]
    return next((value for value in found if value), {})

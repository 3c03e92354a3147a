"""The one place where the page's vocabulary and the API's meet.

| ours         | current routes            | legacy routes                          |
|--------------|---------------------------|----------------------------------------|
| agentId      | workflowId                | agentId                                |
| workflowId   | versionId                 | workflowId                             |
| profileId(s) | profileId(s)              | agentProfileId(s)                      |
| inputs       | inputs                    | inputs, or inputVariables of a version |
| variantKey   | variantKey                | sharedStorageKey                       |

Answers are told apart by their own shape, never by the generation in use: both generations share
the /executions routes, and what stands behind them today may answer in either form.
"""

from collections.abc import Iterable, Mapping

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject

type Names = Mapping[str, str]

_PATH_NAMES: Mapping[Generation, Names] = {
    Generation.CURRENT: {"agentId": "workflowId", "workflowId": "versionId"},
    Generation.LEGACY: {},
}
_REQUEST_NAMES: Mapping[Generation, Names] = {
    Generation.CURRENT: {"agentId": "workflowId"},
    Generation.LEGACY: {
        "profileId": "agentProfileId",
        "profileGroupId": "agentProfilePoolId",
        "profileIds": "agentProfileIds",
        "inputs": "inputVariables",
    },
}
_EXECUTION_DOUBLES: Names = {
    "workflowName": "agentName",
    "workflowVersionPublished": "workflowPublished",
    "agentProfileId": "profileId",
    "agentProfileName": "profileName",
    "browserRecordingUrl": "recordingUrl",
    "browserLiveViewUrl": "liveViewUrl",
}


def path_values(generation: Generation, ours: Mapping[str, str]) -> dict[str, str]:
    """The values of a path under the names that this generation's paths use."""
    names = _PATH_NAMES[generation]
    return {names.get(name, name): value for name, value in ours.items()}


def request_names(
    generation: Generation, ours: Iterable[str], known: frozenset[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The wire name of each query key or body field, and those that this generation lacks."""
    others = _REQUEST_NAMES[generation]
    wire = {name: name if name in known else others.get(name, name) for name in ours}
    return wire, tuple(name for name, other in wire.items() if other not in known)


def request_options(generation: Generation, options: Mapping[str, object]) -> dict[str, object]:
    """An execution's options under the names that this generation uses."""
    if generation is Generation.CURRENT or "variantKey" not in options:
        return dict(options)
    rest = {name: value for name, value in options.items() if name != "variantKey"}
    return {**rest, "sharedStorageKey": options["variantKey"]}


def execution(answer: Json) -> Json:
    """An execution in our words, whichever form it came in: `workflowId` is its version."""
    if not isinstance(answer, dict):
        return answer
    ours = dict(answer)
    if "workflowVersionId" in ours:  # Only the newer form has it; there, workflowId is the agent.
        ours["agentId"] = ours.pop("workflowId", None)
        ours["workflowId"] = ours.pop("workflowVersionId")
    for double, name in _EXECUTION_DOUBLES.items():
        _rename(ours, double, name)
    if isinstance(options := ours.get("executionOptions"), dict):
        ours["executionOptions"] = _renamed(options, "sharedStorageKey", "variantKey")
    return ours


def of_agent(answer: Json) -> Json:
    """A version or a file that names the agent it belongs to, in our words."""
    return _renamed(answer, "workflowId", "agentId")


def of_version(answer: Json) -> Json:
    """An answer that names a version, in our words."""
    if not isinstance(answer, dict) or "versionId" not in answer:
        return answer
    ours: JsonObject = dict(answer)
    _rename(ours, "workflowId", "agentId")
    _rename(ours, "versionId", "workflowId")
    return ours


def _renamed(answer: Json, old: str, new: str) -> Json:
    if not isinstance(answer, dict):
        return answer
    ours: JsonObject = dict(answer)
    _rename(ours, old, new)
    return ours


def _rename(answer: JsonObject, old: str, new: str) -> None:
    if old not in answer:
        return
    value = answer.pop(old)
    if answer.get(new) is None:
        answer[new] = value

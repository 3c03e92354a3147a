import pytest

from asteroid_mcp.asteroid import vocabulary
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json


@pytest.mark.parametrize("answer", [None, "text", 3, [], ["a"]])
def test_what_is_no_object_is_left_to_the_reader(answer: Json) -> None:
    assert vocabulary.execution(answer) == answer
    assert vocabulary.of_agent(answer) == answer
    assert vocabulary.of_version(answer) == answer


def test_an_answer_is_never_changed_in_place() -> None:
    told: Json = {"workflowId": "a-1", "workflowVersionId": "v-1"}
    assert vocabulary.execution(told) == {"agentId": "a-1", "workflowId": "v-1"}
    assert told == {"workflowId": "a-1", "workflowVersionId": "v-1"}


def test_the_newer_form_needs_no_deprecated_double_to_be_read() -> None:
    told: Json = {"workflowId": "a-1", "workflowVersionId": "v-1", "workflowName": "Quotes"}
    ours = {"agentId": "a-1", "workflowId": "v-1", "agentName": "Quotes"}
    assert vocabulary.execution(told) == ours


def test_a_double_gives_way_to_the_field_it_doubles() -> None:
    told: Json = {"recordingUrl": "new", "browserRecordingUrl": "old", "agentProfileId": None}
    assert vocabulary.execution(told) == {"recordingUrl": "new", "profileId": None}


def test_a_double_fills_in_for_null() -> None:
    told: Json = {"profileId": None, "agentProfileId": "p-1"}
    assert vocabulary.execution(told) == {"profileId": "p-1"}


def test_options_of_an_execution_read_the_same_in_both_forms() -> None:
    told: Json = {"executionOptions": {"sharedStorageKey": "north", "softTimeoutMins": 5}}
    ours: Json = {"executionOptions": {"variantKey": "north", "softTimeoutMins": 5}}
    assert vocabulary.execution(told) == ours
    assert vocabulary.execution(ours) == ours


def test_an_answer_about_a_version_may_name_the_agent_too() -> None:
    told: Json = {"workflowId": "a-1", "versionId": "v-1"}
    assert vocabulary.of_version(told) == {"agentId": "a-1", "workflowId": "v-1"}
    assert vocabulary.of_version({"workflowId": "v-1"}) == {"workflowId": "v-1"}


def test_a_request_name_is_translated_only_where_its_own_is_unknown() -> None:
    known = frozenset({"inputs", "agentProfileId"})
    names, unknown = vocabulary.request_names(
        Generation.LEGACY, ["inputs", "profileId", "head"], known
    )
    assert names == {"inputs": "inputs", "profileId": "agentProfileId", "head": "head"}
    assert unknown == ("head",)

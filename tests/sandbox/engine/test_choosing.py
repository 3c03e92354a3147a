from asteroid_sandbox.engine.choosing import (
    choose_failure_branch,
    choose_outcome,
    choose_transition,
)
from asteroid_sandbox.engine.graph import Graph
from asteroid_sandbox.engine.json_values import JsonObject

from .graphs import graph, node, output, task, way

NODES = [task("A"), task("Left"), task("Right"), output("Give up on error"), output()]


def chosen(*ways: JsonObject, go: str = "", words: str = "", source: str = "A") -> str:
    read = Graph.read(graph([*NODES, node("Page", "url", url="x")], [*ways]))
    found = choose_transition(read, read.nodes[f"id-{source}"], go, frozenset(words.split()))
    return read.nodes[found.target].name if found else ""


def fallback(*ways: JsonObject, source: str = "A") -> str:
    read = Graph.read(graph([*NODES, node("Page", "url", url="x")], [*ways]))
    found = choose_failure_branch(read, read.nodes[f"id-{source}"])
    return read.nodes[found.target].name if found else ""


def test_steering_names_the_next_node_in_any_case() -> None:
    assert chosen(way("A", "Left"), way("A", "Right"), go="right") == "Right"


def test_steering_to_where_no_way_leads_is_left_alone() -> None:
    assert chosen(way("A", "Left"), way("A", "Right"), go="Done") == "Left"


def test_shared_words_decide() -> None:
    ways = (way("A", "Left", description="a new patient"), way("A", "Right", description="known"))
    assert chosen(*ways, words="known robin") == "Right"
    assert chosen(*ways, words="patient new known") == "Left"


def test_a_selector_is_matched_by_its_name_and_selectors() -> None:
    ways = (way("A", "Left"), way("A", "Right", "selector", name="inbox", selectors=["#mail"]))
    assert chosen(*ways, words="mail") == "Right"


def test_between_equals_the_first_is_taken() -> None:
    assert chosen(way("A", "Right"), way("A", "Left"), words="nothing shared") == "Right"


def test_a_node_that_succeeds_avoids_failure_branches() -> None:
    ways = (way("A", "Right", description="unable to sign in"), way("A", "Left"))
    assert chosen(*ways, words="unable sign") == "Left"


def test_a_failure_branch_is_taken_when_there_is_nothing_else() -> None:
    assert chosen(way("A", "Give up on error")) == "Give up on error"


def test_outcome_success_comes_before_all_else() -> None:
    ways = (way("Page", "Left"), way("Page", "Right", "outcome_success"))
    assert chosen(*ways, source="Page", words="left") == "Right"


def test_without_a_way_nothing_is_chosen() -> None:
    assert not chosen()
    assert not fallback(way("A", "Left"))


def test_failure_branches_speak_of_failing() -> None:
    assert fallback(way("A", "Left"), way("A", "Give up on error")) == "Give up on error"
    assert fallback(way("A", "Left"), way("A", "Right", description="it failed")) == "Right"


def test_a_settled_node_fails_over_by_any_way_that_is_not_success() -> None:
    ways = (way("Page", "Left", "outcome_success"), way("Page", "Right"))
    assert fallback(*ways, source="Page") == "Right"


def test_outcomes_are_steered_then_matched_then_the_first() -> None:
    labels = ["not_needed", "failed", "sent", "kept"]
    assert choose_outcome(labels, "KEPT", frozenset(), failed=False) == "kept"
    assert choose_outcome(labels, "odd", frozenset({"sent"}), failed=False) == "sent"
    assert choose_outcome(labels, "", frozenset(), failed=False) == "not_needed"


def test_a_failure_ends_in_an_outcome_that_says_so() -> None:
    assert choose_outcome(["sent", "failed"], "", frozenset({"sent"}), failed=True) == "failed"
    assert choose_outcome(["sent", "kept"], "", frozenset({"kept"}), failed=True) == "kept"


def test_a_success_avoids_it_unless_it_is_all_there_is() -> None:
    assert choose_outcome(["failed", "sent"], "", frozenset({"failed"}), failed=False) == "sent"
    assert choose_outcome(["failed"], "", frozenset(), failed=False) == "failed"


def test_without_labels_there_is_no_outcome() -> None:
    assert not choose_outcome([], "", frozenset(), failed=False)

"""Which way a run takes, and with which outcome it ends: fixed rules in place of a model.

A transition out of a node is chosen so:

1. After a failure: the first failure branch, or none. A failure branch is a transition whose
   description, name or target speaks of failing (fail, error, unable, unsuccessful, cannot,
   problem, invalid, reject, denied); out of a url, api or playwright_script node any that is not
   `outcome_success`.
2. `[[go: Node name]]`, if a transition leads to a node of that name.
3. Of the others, failure branches only if there is nothing else, and `outcome_success` before
   all else: the one whose description, name, selectors and target share the most words with the
   inputs and the users' messages; between equals the first in the graph.

An outcome is chosen alike: `[[outcome: label]]`, else (after a failure) the first label that speaks
of failing, else the most shared words, else the first that does not speak of failing.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from .graph import Graph, Node, Transition
from .json_values import strings, text
from .memory import words_of

_FAILING: Final = re.compile(
    r"\b(?:fail|error|unable|unsuccessful|cannot|problem|invalid|reject|denied)",
    re.IGNORECASE,
)


def choose_transition(
    graph: Graph, node: Node, go: str, words: frozenset[str]
) -> Transition | None:
    """The way on from a node that did its work; None when there is none."""
    ways = graph.outgoing(node)
    named = [way for way in ways if graph.nodes[way.target].name.casefold() == go.casefold()]
    if go and named:
        return named[0]
    usual = [way for way in ways if not is_failure_branch(graph, node, way)] or ways
    settled = [way for way in usual if way.type == "outcome_success"] or usual
    return _best(settled, lambda way: len(words & words_of(_told(graph, way))))


def choose_failure_branch(graph: Graph, node: Node) -> Transition | None:
    """The way on from a node that failed; None when there is none."""
    ways = graph.outgoing(node)
    return next((way for way in ways if is_failure_branch(graph, node, way)), None)


def is_failure_branch(graph: Graph, node: Node, way: Transition) -> bool:
    """Whether a transition is meant for when its node fails."""
    if node.type in ("url", "api", "playwright_script"):
        return way.type != "outcome_success"
    return _FAILING.search(_told(graph, way)) is not None


def choose_outcome(
    labels: Sequence[str], wanted: str, words: frozenset[str], *, failed: bool
) -> str:
    """One of an Output node's outcomes; an empty string if it has none."""
    steered = [label for label in labels if label.casefold() == wanted.casefold()]
    sad = [label for label in labels if _FAILING.search(label)]
    happy = [label for label in labels if label not in sad] or labels
    fitting = steered or (sad if failed else []) or happy
    return _best(fitting, lambda label: len(words & words_of(label))) or ""


def _told(graph: Graph, way: Transition) -> str:
    selectors = strings(way.properties, "selectors")
    name = text(way.properties, "name")
    return " ".join([way.description, name, *selectors, graph.nodes[way.target].name])


def _best[T](options: Sequence[T], score: Callable[[T], int]) -> T | None:
    return max(options, key=score, default=None)

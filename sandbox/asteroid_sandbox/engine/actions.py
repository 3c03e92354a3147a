"""What a node does, action by action: made up from its properties, nothing is really done."""

import json
import re
from dataclasses import dataclass
from typing import Final

from .graph import Node
from .json_values import Json, JsonObject, child, objects, text
from .steering import without_directives
from .templates import substitute, texts_in

MAX_ACTIONS: Final = 8

_URL: Final = re.compile(r"https?://[^\s<>\"')\]]+")
# How a sentence that opens a page begins, up to what is to be done there: "Open https://..., then".
_GOING: Final = r"(?:then |please )*(?:open|visit|load|go to|navigate to)?"
_OPENING: Final = re.compile(rf"\A{_GOING}\W*{_URL.pattern}(?:\W|\b(?:and|then)\b)*", re.IGNORECASE)
_LIST_MARK: Final = re.compile(r"^\s*(?:[-*•#]+|\d+[.)])\s+", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_VERBS: Final = {
    "element_fill_form": "fill",
    "element_type": "log ?in|sign ?in|type|enter|search|write",
    "element_select": "select|choose|pick",
    "file_stage": "upload|attach",
    "file_download": "download|export|save",
    "element_click": "click|press|submit|confirm|open|go to",
    "element_get_text": "extract|scrape|collect|read|list|copy|get|find",
    "element_wait": "wait",
    "coord_scroll": "scroll",
    "obs_screenshot": "screenshot",
}
_VERB: Final = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _VERBS.items())})\b",
    re.IGNORECASE,
)
_LOOK: Final = "obs_snapshot"


@dataclass(frozen=True, slots=True)
class Action:
    """One action: `asked` and `found` are the fields of its started and completed `info`.

    They are empty for an action for which the API knows no `info`.
    """

    name: str
    message: str
    asked: JsonObject
    found: JsonObject
    thought: str = ""


def actions_of(node: Node, values: JsonObject, file_names: tuple[str, ...]) -> tuple[Action, ...]:
    """The actions of one visit to a node, in order; none for a start node."""
    match node.type:
        case "iris":
            return _task(filled(text(node.properties, "instructions"), values), file_names)
        case "url":
            return (navigation(filled(text(node.properties, "url"), values)),)
        case "api":
            return (_request(node.properties, values),)
        case "playwright_script":
            return (script("script_playwright", objects(node.properties, "llm_vars")),)
        case "output":
            return (_POPULATE,)
    return ()


def filled(template: str, values: JsonObject) -> str:
    """A text with its inputs filled in and its directives taken out."""
    return without_directives(substitute(template, values))


def steering_text(node: Node, values: JsonObject) -> str:
    """All text of a node in which directives may stand, inputs filled in."""
    return "\n".join(substitute(line, values) for line in texts_in(node.properties))


def navigation(url: str) -> Action:
    """Open a page."""
    host = url.partition("://")[2].partition("/")[0] or url
    title = f"{host} (simulated page)"
    return Action("nav_to", f"Open {url}", {"url": url}, {"pageTitle": title}, f"I open {url}.")


def script(action_name: str, variables: list[JsonObject]) -> Action:
    """Run a script whose variables a model would fill."""
    names: list[Json] = [text(variable, "name") for variable in variables]
    found: JsonObject = {
        "success": True,
        "result": "null",
        "consoleLogs": ["simulated: the script was not run"],
    }
    return Action(action_name, "Run the script", {"llmVars": names}, found)


_POPULATE: Final = Action(
    "llm_call",
    "Fill in the result",
    {"purpose": "output_populate_result"},
    {},
    "I sum up what was done and choose the outcome.",
)


def _request(properties: JsonObject, values: JsonObject) -> Action:
    method = text(properties, "method") or "GET"
    url = filled(text(properties, "url"), values)
    found: JsonObject = {
        "statusCode": "200",
        "responseBody": json.dumps({"simulated": True, "received": len(child(properties, "body"))}),
        "requestMethod": method,
        "requestUrl": url,
    }
    return Action("ext_api_call", f"{method} {url}", {}, found)


def _task(instructions: str, file_names: tuple[str, ...]) -> tuple[Action, ...]:
    parts = _SENTENCE.split(_LIST_MARK.sub("", instructions))
    sentences = filter(None, (part.strip().rstrip(";") for part in parts))
    done = [action for sentence in sentences for action in _sentence(sentence, file_names)]
    opening = _reading(file_names) if file_names else []
    return tuple((opening + done)[:MAX_ACTIONS]) or (_action(_LOOK, "Look at the page"),)


def _reading(file_names: tuple[str, ...]) -> list[Action]:
    names: list[Json] = list(file_names)
    thought = "I read the files that came with the run."
    found: JsonObject = {"fileNames": names, "errorCount": 0}
    return [Action("file_read", f"Read {', '.join(file_names)}", {}, found, thought)]


def _sentence(sentence: str, file_names: tuple[str, ...]) -> list[Action]:
    """Open the pages that a sentence names, then do what its first verb says, in its own words."""
    pages = [navigation(url.rstrip(".,;")) for url in _URL.findall(sentence)]
    told = _OPENING.sub("", sentence)
    verb = _VERB.search(_URL.sub("", told))
    if verb is None and pages:
        return pages
    name = (verb.lastgroup if verb else None) or _LOOK
    return [*pages, _action(name, told[:1].upper() + told[1:], file_names)]


def _action(name: str, message: str, file_names: tuple[str, ...] = ()) -> Action:
    names: list[Json] = list(file_names)
    found: JsonObject = {"fileNames": names} if name == "file_stage" else {}
    return Action(name, message, {}, found, f"The next thing to do: {message}")

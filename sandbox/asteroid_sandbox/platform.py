"""The operations about the platform itself: who is calling, tools, schemas and documentation."""

from typing import Final

from starlette.responses import Response

from asteroid_sandbox.call import Call, ok
from asteroid_sandbox.docs_search import FORMATS, Passage, search
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.structured_outputs import schema_problems
from asteroid_sandbox.identity import Organization
from asteroid_sandbox.problems import forbidden

_TOOLS: Final = (
    ("Browser", "browser_use", "Open pages, click, type and read in a browser."),
    ("Computer", "computer_use", "Work on a desktop by its screen, mouse and keyboard."),
    ("Ask the user", "ask_user_question", "Pause the run and ask its user a question."),
    ("Files", "files", "Read the files given to a run and produce new ones."),
    ("Scratchpad", "scratchpad", "Keep notes that last from node to node."),
    ("Scripts", "playwright_scripts", "Write and run Playwright scripts."),
    ("Mail", "mail", "Read and send mail by the profile's inbox."),
    ("HTTP requests", "api_call", "Call an HTTP API and use its answer."),
    ("Date and time", "datetime", "Look up the date and time in a time zone."),
)
_REQUIRED: Final = ("browser_use",)


def get_context(call: Call) -> Response:
    """`GET /context`: a person and their organizations; an organization's key is no person."""
    user = call.caller.user
    if user is None:
        raise forbidden(
            "An organization's API key has no user. GET /users/v2/whoami tells about it."
        )
    organizations = [_organization(own) for own in call.caller.organizations]
    return ok({"userId": user.id, "email": user.email, "organizations": [*organizations]})


def whoami(call: Call) -> Response:
    """`GET /users/v2/whoami`: the caller, whatever their credential."""
    caller = call.caller
    body: JsonObject = {
        "kind": "person" if caller.user else "api_key",
        "id": caller.id,
        "credential": caller.credential,
    }
    if len(caller.organizations) == 1:
        body["organizationId"] = caller.organizations[0].id
    if caller.credential == "user_api_key":
        body["apiKeyId"] = caller.key.id
    if caller.user:
        body["person"] = {"id": caller.user.id, "email": caller.user.email}
    return ok(body)


def list_available_tools(_call: Call) -> Response:
    """`GET /workflows/available-tools`: the same for every caller."""
    return ok({"tools": [_tool(*tool) for tool in _TOOLS]})


def validate_schema(call: Call) -> Response:
    """`POST /schema/validate`: 200 also for a schema with problems."""
    fields = call.fields()
    schema = fields.object("schema", required=True)
    fields.check()
    problems = schema_problems(schema)
    return ok({"valid": not problems, "errors": [*problems]})


def search_docs(call: Call) -> Response:
    """`POST /docs/search`: the best passages first; `format` mdx (default) or text."""
    fields = call.fields()
    query = fields.text("query", required=True, least=1)
    form = fields.choice("format", FORMATS) or "mdx"
    fields.check()
    return ok({"results": [_result(call, found, form) for found in search(query or "")]})


def _result(call: Call, passage: Passage, form: str) -> JsonObject:
    address = call.links.docs(passage.slug)
    return {"title": passage.title, "content": passage.content(form), "url": address}


def _organization(own: Organization) -> JsonObject:
    return {"id": own.id, "name": own.name}


def _tool(name: str, capability: str, about: str) -> JsonObject:
    return {
        "name": name,
        "description": about,
        "capability": capability,
        "isRequired": capability in _REQUIRED,
    }

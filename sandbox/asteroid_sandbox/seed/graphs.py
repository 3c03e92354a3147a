"""The demo workflows' graphs."""

from typing import Final

from asteroid_sandbox.engine.json_values import Json, JsonObject
from asteroid_sandbox.seed import seed_id

MODEL: Final = "Asteroid Balanced"
_TEXT: Final[JsonObject] = {"type": "string"}


class Sketch:
    """Draws a graph node by node, from left to right."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes: list[JsonObject] = []
        self._transitions: list[JsonObject] = []
        self._node("Start", "start", {})

    def page(self, name: str, url: str) -> None:
        """A URL node."""
        self._node(name, "url", {"url": url})

    def task(self, name: str, instructions: str, **extra: Json) -> None:
        """An AI Task."""
        abilities = {"browser_use": True, "computer_use": False, "ask_user_question": True}
        about: JsonObject = {"instructions": instructions, "model": MODEL}
        self._node(name, "iris", {**about, "capabilities": {**abilities}, **extra})

    def output(self, name: str, outcomes: list[str], **fields: str) -> None:
        """An Output node whose result has text and number fields."""
        properties: JsonObject = {field: {"type": kind} for field, kind in fields.items()}
        schema: JsonObject = {
            "type": "object",
            "properties": properties,
            "required": [*fields],
            "additionalProperties": False,
        }
        about: JsonObject = {"outcomes": [*outcomes], "schema": schema, "model": MODEL}
        self._node(name, "output", about)

    def lead(
        self, origin: str, target: str, description: str = "", *, confirm: bool = False
    ) -> None:
        """A transition: by AI out of an AI Task, on success out of any other node."""
        kind = "iris" if self._type_of(origin) == "iris" else "outcome_success"
        self._transitions.append(
            {
                "id": seed_id("transition", f"{self._name}/{origin}/{target}"),
                "from": self._id(origin),
                "to": self._id(target),
                "type": kind,
                "require_confirmation": confirm,
                "description": description,
                "properties": {"type": kind},
            }
        )

    def drawn(self) -> JsonObject:
        """The graph."""
        return {"nodes": [*self._nodes], "transitions": [*self._transitions], "sticky_notes": []}

    def _node(self, name: str, kind: str, properties: JsonObject) -> None:
        self._nodes.append(
            {
                "id": self._id(name),
                "name": name,
                "type": kind,
                "properties": {"type": kind, **properties},
                "position": {"x": 320 * len(self._nodes), "y": 0},
            }
        )

    def _id(self, name: str) -> str:
        return seed_id("node", f"{self._name}/{name}")

    def _type_of(self, name: str) -> Json:
        return next(node["type"] for node in self._nodes if node["name"] == name)


def quote_form(revision: int) -> JsonObject:
    """Fills a quote form; the second revision also checks the address, the third the price."""
    sketch = Sketch("quote-form")
    sketch.page("Open form", "https://quotes.sandbox.example/new")
    steps = "Fill in the form for {{.applicant_name}} living in {{.postcode}}."
    if revision > 1:
        steps += " Select the cover level {{.cover_level}}. Submit the form."
    sketch.task("Fill form", steps)
    sketch.task("Read quote", "Read the quoted premium from the page." + " Wait." * (revision > 2))
    fields = {"premium": "number", "reference": "string"}
    sketch.output(
        "Quote", ["quoted", "declined"], **(fields if revision > 1 else {"premium": "number"})
    )
    sketch.lead("Start", "Open form")
    sketch.lead("Open form", "Fill form")
    sketch.lead("Fill form", "Read quote", "The form was submitted")
    sketch.lead("Read quote", "Quote", "A premium is shown")
    return sketch.drawn()


def price_watch() -> JsonObject:
    """Collects prices and goes one of two ways."""
    sketch = Sketch("price-watch")
    sketch.page("Open shop", "https://shop.sandbox.example/search?q={{.product}}")
    sketch.task("Collect prices", "Collect the name and price of every offer for {{.product}}.")
    sketch.task("Compare offers", "Find the lowest price. [[file: offers.csv]]")
    sketch.output("Report", ["cheapest found", "failed"], product="string", price="number")
    sketch.output("Nothing found", ["no offers"], product="string")
    sketch.lead("Start", "Open shop")
    sketch.lead("Open shop", "Collect prices")
    sketch.lead("Collect prices", "Compare offers", "There are offers for the product in stock")
    sketch.lead("Collect prices", "Nothing found", "The product is discontinued or unknown")
    sketch.lead("Compare offers", "Report", "The lowest price is known")
    return sketch.drawn()


def portal_export() -> JsonObject:
    """Always fails half-way."""
    sketch = Sketch("portal-export")
    sketch.page("Open portal", "https://portal.sandbox.example/login")
    sketch.task("Log in", "Type the user name ##PORTAL_USER## and the password. Click Log in.")
    sketch.task(
        "Export report",
        "Open Reports. Export {{.report}} as CSV. [[fail: The Export button never became active]]",
    )
    sketch.output("Exported", ["exported"], file_name="string")
    sketch.lead("Start", "Open portal")
    sketch.lead("Open portal", "Log in")
    sketch.lead("Log in", "Export report", "The dashboard is shown")
    sketch.lead("Export report", "Exported", "The file was downloaded")
    return sketch.drawn()


def expense_approval() -> JsonObject:
    """Asks its user a question, then wants a confirmation before it pays."""
    sketch = Sketch("expense-approval")
    sketch.task(
        "Check receipt",
        "Open the receipt of {{.employee}} over {{.amount}}. Read its category."
        " [[ask: Which cost centre does this expense belong to? | Travel | Office | Training]]",
    )
    sketch.task("Enter payment", "Enter the payment of {{.amount}} to {{.employee}}.")
    sketch.output("Paid", ["approved", "rejected"], cost_centre="string", amount="number")
    sketch.lead("Start", "Check receipt")
    sketch.lead("Check receipt", "Enter payment", "The cost centre is known", confirm=True)
    sketch.lead("Enter payment", "Paid", "The payment was entered")
    return sketch.drawn()


def stock_monitor() -> JsonObject:
    """Works for half a day."""
    sketch = Sketch("stock-monitor")
    sketch.page("Open stock list", "https://stock.sandbox.example/levels")
    sketch.task("Watch levels", "Read the level of {{.article}} again and again. [[take: 12h]]")
    sketch.output("Levels", ["watched"], article="string", level="number")
    sketch.lead("Start", "Open stock list")
    sketch.lead("Open stock list", "Watch levels")
    sketch.lead("Watch levels", "Levels", "The day is over")
    return sketch.drawn()


def invoice_download() -> JsonObject:
    """Runs a script that fails, falls back to AI, and produces a file."""
    sketch = Sketch("invoice-download")
    sketch.task(
        "Download invoice",
        "Open Billing. Download the invoice of {{.month}}."
        " [[script-fail: Timed out waiting for #billing]] [[file: invoice.csv]]",
        script_filepath="./scripts/download.js",
        script_failure_action="fallback_to_ai",
    )
    sketch.output("Downloaded", ["downloaded", "failed"], month="string", total="number")
    sketch.lead("Start", "Download invoice")
    sketch.lead("Download invoice", "Downloaded", "The invoice was saved")
    return sketch.drawn()


def required(name: str, description: str, schema: JsonObject | None = None) -> JsonObject:
    """A declared input that must be given."""
    shape = schema or _TEXT
    return {"name": name, "schema": shape, "required": True, "description": description}


def optional(name: str, description: str, default: Json) -> JsonObject:
    """A declared input with a default."""
    return {
        "name": name,
        "schema": _TEXT,
        "required": False,
        "defaultValue": default,
        "description": description,
    }

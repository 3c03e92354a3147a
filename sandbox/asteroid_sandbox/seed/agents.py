"""The demo agents: who owns them, and their versions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.files.shared import SharedFile, keep_file
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, ORGANIZATION_ID, OWNER_ID, seed_id
from asteroid_sandbox.seed.graphs import (
    expense_approval,
    invoice_download,
    optional,
    portal_export,
    price_watch,
    quote_form,
    required,
    stock_monitor,
)
from asteroid_sandbox.store import Store
from asteroid_sandbox.workflows.agents import Agent, keep_agent
from asteroid_sandbox.workflows.versions import BROWSER, Version, keep_version

TAG_GROUP_ID: Final = seed_id("tag-group", "department")
SALES_TAG_ID: Final = seed_id("tag", "sales")
FINANCE_TAG_ID: Final = seed_id("tag", "finance")

_NUMBER: Final[JsonObject] = {"type": "number"}


@dataclass(frozen=True, slots=True)
class DemoAgent:
    """An agent of the demo. `graphs` are its versions', oldest first; `published` counts from 1."""

    key: str
    name: str
    graphs: tuple[JsonObject, ...]
    inputs: tuple[JsonObject, ...]
    published: int
    tag: str = ""
    organization_id: str = ORGANIZATION_ID
    timeout_mins: int = 60

    @property
    def id(self) -> str:
        """The agent's id."""
        return seed_id("agent", self.key)

    def version_id(self, number: int) -> str:
        """The id of one of its versions."""
        return seed_id("version", f"{self.key}/{number}")


QUOTE_FORM: Final = DemoAgent(
    "quote-form",
    "Insurance Quote Form",
    (quote_form(1), quote_form(2), quote_form(3)),
    (
        required("applicant_name", "Who wants to be insured"),
        required("postcode", "Where the applicant lives"),
        optional("cover_level", "basic, standard or full", "standard"),
    ),
    published=2,
    tag=SALES_TAG_ID,
)
PRICE_WATCH: Final = DemoAgent(
    "price-watch",
    "Price Watch",
    (price_watch(),),
    (required("product", "What to look for"),),
    published=1,
    tag=SALES_TAG_ID,
)
PORTAL_EXPORT: Final = DemoAgent(
    "portal-export",
    "Portal Export",
    (portal_export(),),
    (optional("report", "Which report to export", "Monthly totals"),),
    published=1,
)
EXPENSE_APPROVAL: Final = DemoAgent(
    "expense-approval",
    "Expense Approval",
    (expense_approval(),),
    (
        required("employee", "Whose expense it is"),
        required("amount", "How much, in euros", _NUMBER),
    ),
    published=1,
    tag=FINANCE_TAG_ID,
)
STOCK_MONITOR: Final = DemoAgent(
    "stock-monitor",
    "Stock Monitor",
    (stock_monitor(),),
    (required("article", "Which article to watch"),),
    published=1,
    timeout_mins=24 * 60,
)
INVOICE_DOWNLOAD: Final = DemoAgent(
    "invoice-download",
    "Invoice Download",
    (invoice_download(),),
    (required("month", "Which month, e.g. 2026-01"),),
    published=1,
    tag=FINANCE_TAG_ID,
)
NIGHT_AUDIT: Final = DemoAgent(
    "night-audit",
    "Night Audit",
    (stock_monitor(),),
    (required("article", "Which article to audit"),),
    published=1,
    organization_id=ANNEX_ORGANIZATION_ID,
    timeout_mins=24 * 60,
)
DEMO_AGENTS: Final = (
    QUOTE_FORM,
    PRICE_WATCH,
    PORTAL_EXPORT,
    EXPENSE_APPROVAL,
    STOCK_MONITOR,
    INVOICE_DOWNLOAD,
    NIGHT_AUDIT,
)

PRICE_LIST_ID: Final = seed_id("file", "price-list")
FORM_GUIDE_ID: Final = seed_id("file", "form-guide")
_PRICE_LIST: Final = b"cover_level,monthly\nbasic,9.90\nstandard,14.90\nfull,24.90\n"
_FORM_GUIDE: Final = b"# How to fill in the quote form\n\nPostcodes go in without spaces.\n"


def plant_agents(store: Store, now: datetime) -> None:
    """Keep the demo agents, made some weeks ago, with their versions and files."""
    for age, demo in enumerate(reversed(DEMO_AGENTS), start=3):
        made = now - timedelta(weeks=age)
        keep_agent(store, Agent(demo.id, demo.organization_id, OWNER_ID, demo.name, made, None))
        if demo.tag:
            tags = {"agent_id": demo.id, "tag_id": demo.tag, "tag_group_id": TAG_GROUP_ID}
            store.insert("agent_tags", tags)
        for number, graph in enumerate(demo.graphs, start=1):
            at = made + timedelta(days=number - 1)
            keep_version(store, _version(demo, number, graph, at))
            if demo is QUOTE_FORM:
                _plant_files(store, demo.version_id(number), made)


def _version(demo: DemoAgent, number: int, graph: JsonObject, at: datetime) -> Version:
    return Version(
        id=demo.version_id(number),
        agent_id=demo.id,
        parent_id=demo.version_id(number - 1) if number > 1 else None,
        version=number,
        is_published=number == demo.published,
        rev=number,
        rules="Never submit anything twice. Stop when a page asks for a payment.",
        graph=graph,
        inputs=[*demo.inputs],
        settings={
            "viewport_width": 1280,
            "viewport_height": 800,
            "max_timeout_mins": demo.timeout_mins,
        },
        environment=BROWSER,
        author="owner@sandbox.example",
        created_at=at,
        published_at=at if number <= demo.published else None,
        deleted_at=None,
    )


def _plant_files(store: Store, version_id: str, at: datetime) -> None:
    for file_id, path, kind, content in (
        (PRICE_LIST_ID, "price-list.csv", "text/csv", _PRICE_LIST),
        (FORM_GUIDE_ID, "form-guide.md", "text/markdown", _FORM_GUIDE),
    ):
        checksum = store.keep(content)
        keep_file(
            store,
            SharedFile(
                version_id=version_id,
                file_id=file_id,
                path=path,
                mime_type=kind,
                size=len(content),
                checksum=checksum,
                revision=1,
                is_frozen=False,
                created_at=at,
                updated_at=at,
            ),
        )

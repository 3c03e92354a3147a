"""From what came over the wire to an answer, or to the error that it stands for."""

from dataclasses import dataclass, field

from asteroid_mcp.asteroid.cleaning import clean
from asteroid_mcp.asteroid.errors import UpstreamBroken
from asteroid_mcp.asteroid.failures import failure_of
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.asteroid.route import Reply, Route
from asteroid_mcp.asteroid.wire import RawAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer. `body` is its JSON, or a text answer's text, or None."""

    route: Route
    status: int
    body: Json = field(default=None, repr=False)

    def broken(self, reason: str) -> UpstreamBroken:
        """The error to raise when the answer turns out to make no sense."""
        return UpstreamBroken(
            self.route.operation,
            reason=reason,
            status=self.status,
            outcome_unknown=self.route.changes,
        )


def answer_of(route: Route, raw: RawAnswer, *, hide: str) -> Answer:
    """The answer to a call of `route`. Raises AsteroidErrors, whose texts never hold `hide`."""
    if not raw.is_success:
        raise failure_of(route, raw, hide=hide)
    if route.reply is Reply.NOTHING:
        return Answer(route, raw.status)
    if raw.is_json:
        return Answer(route, raw.status, _json(route, raw))
    if route.reply is Reply.TEXT and raw.media_type in {"", "text/plain"}:
        return Answer(route, raw.status, clean(raw.text(), hide=hide))
    raise Answer(route, raw.status).broken("the answer has the wrong content type")


def _json(route: Route, raw: RawAnswer) -> Json:
    try:
        return raw.json()
    except ValueError:
        # The cause would quote the whole body.
        raise Answer(route, raw.status).broken("the answer is not valid JSON") from None

"""What can go wrong between us and Asteroid, in one small tree.

AsteroidError
├── BadRequest        400 and kin: the request is wrong; `fields` names the parameters
├── NotSignedIn       401: the credential is missing, wrong or revoked
├── PaymentRequired   402: the organization's plan or balance does not cover it
├── Forbidden         403: the credential may not; `capability` names what it lacks
├── NotFound          404: no such thing, or none that this credential may see
├── Conflict          409: the thing changed meanwhile, or its name or key is taken
├── LimitReached      429: `used` of `limit` of `capability`; `retry_after` when told
├── UpstreamBroken    5xx, a connection that failed, an answer that cannot be read
├── UpstreamSlow      504, a timeout, or the deadline
└── NotOffered        this generation of the API lacks the operation or the parameter
"""

from typing import NamedTuple

__all__ = [
    "AsteroidError",
    "BadRequest",
    "Conflict",
    "FieldProblem",
    "Forbidden",
    "LimitReached",
    "NotFound",
    "NotOffered",
    "NotSignedIn",
    "PaymentRequired",
    "UpstreamBroken",
    "UpstreamSlow",
]


class FieldProblem(NamedTuple):
    """One parameter that was refused, and why. Both are cleaned single lines."""

    parameter: str
    detail: str


class AsteroidError(Exception):
    """Asteroid did not do what was asked.

    `operation` names the call, `status` is the HTTP status if there was an answer, `retry_after` is
    in seconds. `detail` is what Asteroid said on a 4xx: one line of at most 300 characters, without
    control characters, URL queries and key-like strings; it is untrusted and may be empty.
    `outcome_unknown` means that a change was asked for and may or may not have been made.
    """

    summary = "Asteroid refused the request"

    def __init__(
        self,
        operation: str,
        *,
        status: int | None = None,
        detail: str = "",
        retry_after: float | None = None,
        outcome_unknown: bool = False,
    ) -> None:
        self.operation = operation
        self.status = status
        self.detail = detail
        self.retry_after = retry_after
        self.outcome_unknown = outcome_unknown
        super().__init__(operation, status)

    def __str__(self) -> str:
        answered = f" (HTTP {self.status})" if self.status else ""
        doubt = "; it may have been carried out all the same" if self.outcome_unknown else ""
        return f"{self.operation}: {self.summary}{answered}{doubt}"


class BadRequest(AsteroidError):
    """The request is wrong. `status` is None where we refused it before sending."""

    summary = "the request is not valid"

    def __init__(
        self,
        operation: str,
        *,
        fields: tuple[FieldProblem, ...] = (),
        status: int | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(operation, status=status, detail=detail)
        self.fields = fields


class NotSignedIn(AsteroidError):
    """The credential is missing, wrong, expired or revoked."""

    summary = "the credential was not accepted"


class PaymentRequired(AsteroidError):
    """The organization's plan or balance does not cover the call."""

    summary = "the organization must pay first"


class Forbidden(AsteroidError):
    """The credential is good but may not do this. `capability` is what it lacks, when told."""

    summary = "the credential may not do this"

    def __init__(
        self,
        operation: str,
        *,
        capability: str | None = None,
        status: int | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(operation, status=status, detail=detail)
        self.capability = capability


class NotFound(AsteroidError):
    """There is no such thing, or none that this credential may see."""

    summary = "not found"


class Conflict(AsteroidError):
    """The thing changed since it was read, or a name or key is taken."""

    summary = "it conflicts with what is there"


class LimitReached(AsteroidError):
    """A limit of the organization or a rate limit: `used` of `limit` of `capability`, when told."""

    summary = "a limit was reached"

    def __init__(
        self,
        operation: str,
        *,
        used: int | None = None,
        limit: int | None = None,
        capability: str | None = None,
        status: int | None = None,
        detail: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(operation, status=status, detail=detail, retry_after=retry_after)
        self.used = used
        self.limit = limit
        self.capability = capability


class UpstreamBroken(AsteroidError):
    """Asteroid failed, could not be reached, or answered what cannot be read.

    `reason` says in our words what was broken; it quotes nothing of the answer but field names.
    """

    summary = "Asteroid failed"

    def __init__(
        self,
        operation: str,
        *,
        reason: str = "",
        status: int | None = None,
        retry_after: float | None = None,
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(
            operation, status=status, retry_after=retry_after, outcome_unknown=outcome_unknown
        )
        self.reason = reason

    def __str__(self) -> str:
        return f"{super().__str__()}: {self.reason}" if self.reason else super().__str__()


class UpstreamSlow(AsteroidError):
    """No answer in time, or a gateway that waited in vain."""

    summary = "Asteroid did not answer in time"


class NotOffered(AsteroidError):
    """The chosen generation of the API lacks the operation, or these `parameters` of it.

    `alternative` is the nearest thing that it has, as a sentence; empty if there is none.
    """

    summary = "this generation of Asteroid's API does not offer it"

    def __init__(
        self, operation: str, *, parameters: tuple[str, ...] = (), alternative: str = ""
    ) -> None:
        super().__init__(operation)
        self.parameters = parameters
        self.alternative = alternative

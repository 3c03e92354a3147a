"""Lenient reading: what a shape names must be there and fit, all else is kept as it came."""

from collections.abc import Callable
from functools import cache
from typing import TypeAliasType, cast, get_args, get_origin, get_type_hints, is_typeddict

from asteroid_mcp.asteroid.answers import Answer
from asteroid_mcp.asteroid.models import Json, Page

type Renaming = Callable[[Json], Json]

_KINDS: dict[object, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    float: (int, float),
    bool: (bool,),
    list: (list,),
    dict: (dict,),
}


def as_it_came(answer: Json) -> Json:
    """For answers whose words are ours already."""
    return answer


def read[T](answer: Answer, shape: type[T], renaming: Renaming = as_it_came) -> T:
    """The answer as `shape`, a TypedDict. Raises UpstreamBroken."""
    return cast("T", _fitting(answer, renaming(answer.body), shape))


def read_list[T](answer: Answer, shape: type[T], renaming: Renaming = as_it_came) -> list[T]:
    """The answer, a bare array or null, as a list of `shape`. Raises UpstreamBroken."""
    items = answer.body if answer.body is not None else []
    return cast("list[T]", _items(answer, items, shape, renaming))


def read_page[T](answer: Answer, shape: type[T], renaming: Renaming = as_it_came) -> Page[T]:
    """The answer as one page of `shape`. Raises UpstreamBroken."""
    page = cast("dict[str, Json]", _fitting(answer, answer.body, Page))
    return cast("Page[T]", {**page, "items": _items(answer, page["items"], shape, renaming)})


def read_text(answer: Answer) -> str:
    """The sentence that a text answer consists of. Raises UpstreamBroken."""
    return cast("str", _fitting(answer, answer.body, str))


def _items(answer: Answer, items: Json, shape: object, renaming: Renaming) -> Json:
    if not isinstance(items, list):
        raise answer.broken("the answer is not a list")
    return [_fitting(answer, renaming(item), shape) for item in items]


def _fitting(answer: Answer, value: Json, hint: object) -> Json:
    if misfit := _misfit(value, hint, "the answer"):
        raise answer.broken(misfit)
    return value


def _misfit(value: Json, hint: object, at: str) -> str:
    """Where and how `value` does not have the type `hint`; empty when it fits."""
    if isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if is_typeddict(hint):
        return _object_misfit(value, hint, at)
    kind = get_origin(hint) or hint
    kinds = _KINDS.get(kind)
    if kinds is None:
        return ""
    # To Python, True is an int.
    if not isinstance(value, kinds) or (isinstance(value, bool) and kind is not bool):
        return f"{at} has the wrong type"
    if isinstance(value, list) and get_args(hint):
        return _list_misfit(value, get_args(hint)[0], at)
    return ""


def _object_misfit(value: Json, shape: object, at: str) -> str:
    if not isinstance(value, dict):
        return f"{at} is not an object"
    for name, (hint, required) in _fields(shape).items():
        given = value.get(name)
        if given is None and not required:
            continue
        if name not in value:
            return f"{at} lacks {name}"
        if misfit := _misfit(given, hint, name):
            return misfit
    return ""


def _list_misfit(value: list[Json], item: object, at: str) -> str:
    return next((misfit for each in value if (misfit := _misfit(each, item, at))), "")


@cache
def _fields(shape: object) -> dict[str, tuple[object, bool]]:
    required: frozenset[str] = getattr(shape, "__required_keys__", frozenset())
    return {name: (hint, name in required) for name, hint in get_type_hints(shape).items()}

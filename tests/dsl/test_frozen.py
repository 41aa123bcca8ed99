"""The quicker decorator gives the classes that the standard library gives."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from dsl import frozen


def classes(decorate: Callable[..., Any]) -> tuple[type, type]:
    @decorate(frozen=True, slots=True)
    class Plain:
        """A class with every kind of field."""

        first: int
        second: str = "two"
        listed: list[int] = dataclasses.field(default_factory=list)
        aside: int = dataclasses.field(default=0, compare=False, repr=False)

        @property
        def doubled(self) -> int:
            return 2 * self.first

    @decorate(frozen=True, slots=True, kw_only=True)
    class Checked:
        first: int
        second: int = 2

        def __post_init__(self) -> None:
            if self.first > self.second:
                raise ValueError("the wrong way round")

        def __repr__(self) -> str:
            return f"<{self.first}>"

    return Plain, Checked


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, where pickling finds it."""

    first: int
    second: tuple[int, ...] = ()


@pytest.fixture(params=[dataclasses.dataclass, frozen.dataclass], ids=["standard", "own"])
def made(request: pytest.FixtureRequest) -> tuple[type, type]:
    return classes(request.param)


def test_fields_and_defaults(made: tuple[type, type]) -> None:
    plain, checked = made
    one = plain(1)
    assert (one.first, one.second, one.listed, one.aside, one.doubled) == (1, "two", [], 0, 2)
    assert plain(1).listed is not one.listed
    assert repr(one).endswith("Plain(first=1, second='two', listed=[])")
    assert plain.__match_args__ == ("first", "second", "listed", "aside")
    assert [declared.name for declared in dataclasses.fields(plain)] == ["first", "second", "listed", "aside"]
    assert repr(checked(first=1)) == "<1>"
    assert plain.__doc__ == "A class with every kind of field."
    with pytest.raises(TypeError):
        checked(1)
    with pytest.raises(TypeError):
        plain()
    with pytest.raises(ValueError, match="wrong way"):
        checked(first=3)


def test_equality_and_hash(made: tuple[type, type]) -> None:
    plain, checked = made
    assert plain(1, aside=5) == plain(1, aside=6)
    assert plain(1) != plain(2)
    assert plain(1) != (1, "two", [], 0)
    assert hash(checked(first=1)) == hash(checked(first=1))
    assert {checked(first=1), checked(first=1), checked(first=2)} == {checked(first=2), checked(first=1)}
    with pytest.raises(TypeError):
        hash(plain(1))


def test_nothing_can_be_set(made: tuple[type, type]) -> None:
    one = made[0](1)
    for name in ("first", "other"):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            setattr(one, name, 2)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        del one.first
    assert not hasattr(one, "__dict__")


def test_replacing_and_matching(made: tuple[type, type]) -> None:
    plain, checked = made
    assert dataclasses.replace(plain(1), second="three") == plain(1, "three")
    with pytest.raises(ValueError, match="wrong way"):
        dataclasses.replace(checked(first=1), first=9)
    match plain(4, "four"):
        case plain(first, second):
            assert (first, second) == (4, "four")


def test_copying_and_pickling() -> None:
    one = Kept(1, (2, 3))
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one


def test_what_is_not_frozen_can_be_changed() -> None:
    @frozen.dataclass
    class Open:
        first: int = 1

    one = Open()
    one.first = 2
    assert one == Open(2)


def test_without_slots_there_is_room_for_what_is_found_later() -> None:
    @frozen.dataclass(frozen=True)
    class Asked:
        first: int

        @cached_property
        def twice(self) -> int:
            return self.first * 2

    one = Asked(2)
    assert (one.twice, frozen.replace(one, first=3).twice) == (4, 6)
    assert one == Asked(2)
    assert hash(one) == hash(Asked(2))
    with pytest.raises(frozen.FrozenInstanceError):
        one.first = 3  # type: ignore[misc]  # the mistake that is refused


def test_without_equality_objects_are_compared_by_identity(made: tuple[type, type]) -> None:
    decorate = frozen.dataclass if made[0].__setattr__.__module__ == "dsl.frozen" else dataclasses.dataclass

    @decorate(frozen=True, slots=True, kw_only=True, eq=False)
    class Base:
        at: int

    @decorate(frozen=True, slots=True, kw_only=True, eq=False)
    class Leaf(Base):
        name: str = "leaf"

    one = Leaf(at=1)
    assert one != Leaf(at=1)
    assert len({one, Leaf(at=1)}) == 2
    assert (one.at, one.name) == (1, "leaf")
    assert dataclasses.replace(one, name="twig").at == 1
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        one.at = 2


def test_own_methods_are_kept() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class Loose:
        first: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert Loose(1) == Loose(2)
    assert hash(Loose(1)) == 7


def test_the_hundredth_is_made_as_the_first(made: tuple[type, type]) -> None:
    plain, checked = made
    for number in range(100):
        assert plain(number, aside=2) == plain(first=number)
        with pytest.raises(ValueError, match="wrong way"):
            checked(first=number + 3)
        for wrong in ((), (1, "two", [], 0, 5)):
            with pytest.raises(TypeError):
                plain(*wrong)
        for named in ({"first": 1}, {"third": 1}):
            with pytest.raises(TypeError):
                plain(1, **named)


def test_a_class_of_the_program_has_what_the_standard_library_gives_it() -> None:
    for decorate in (dataclasses.dataclass, frozen.dataclass):

        @decorate(slots=True)
        class Open:
            """Slots that can be set."""

            first: int
            second: int = dataclasses.field(default=0, init=False)

        one = Open(1)
        one.second = 3
        assert (one, [declared.name for declared in dataclasses.fields(Open)]) == (one, ["first", "second"])
        assert one != Open(1)
        assert dataclasses.asdict(one) == {"first": 1, "second": 3}
        with pytest.raises(TypeError):
            hash(one)


class StandardPlace(typing.NamedTuple):
    """A tuple of the standard library."""

    first: int
    second: str = "two"

    @property
    def doubled(self) -> int:
        return 2 * self.first


class OwnPlace(frozen.NamedTuple):
    """The same, made here."""

    first: int
    second: str = "two"

    @property
    def doubled(self) -> int:
        return 2 * self.first


@pytest.mark.parametrize("place", [StandardPlace, OwnPlace])
def test_a_tuple_with_names(place: Any) -> None:
    told = place(1)
    assert told == (1, "two") == place(second="two", first=1) == place(*told)
    assert (told.first, told.second, told.doubled, hash(told)) == (1, "two", 2, hash((1, "two")))
    assert repr(told).endswith("Place(first=1, second='two')")
    assert told._replace(second="three") == (1, "three")
    assert (
        type(told._replace(second="three")) is type(pickle.loads(pickle.dumps(told))) is type(copy.copy(told)) is place
    )
    assert pickle.loads(pickle.dumps(told)) == copy.deepcopy(told) == told
    assert place._fields == place.__match_args__ == ("first", "second")
    assert typing.get_type_hints(place) == {"first": int, "second": str}
    match told:
        case place(first=1, second=second):
            assert second == "two"
        case _:
            pytest.fail("a pattern reads its names")
    for wrong in (place, lambda: place(1, "two", 3), lambda: place(1, first=1), lambda: place(1, third=3)):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises((TypeError, ValueError)):
        told._replace(third=3)
    with pytest.raises(AttributeError):
        told.first = 2


def test_a_class_whose_init_is_its_own_is_made_here() -> None:
    @frozen.dataclass(frozen=True, slots=True, init=False)
    class Own:
        texts: tuple[str, ...]

        def __init__(self, text: str) -> None:
            object.__setattr__(self, "texts", (text,))

    assert Own("one") == Own("one") != Own("two")
    assert repr(Own("one")).endswith("Own(texts=('one',))")
    assert [field.name for field in dataclasses.fields(Own)] == ["texts"]
    assert hash(Own("one")) == hash(Own("one"))


def test_the_same_with_other_values(made: tuple[type, type]) -> None:
    plain, checked = made
    assert frozen.replace(plain(1), second="three", aside=4) == plain(1, "three")
    assert frozen.replace(plain(1)) == plain(1)
    assert frozen.replace(checked(first=1), first=2) == checked(first=2)
    with pytest.raises(ValueError, match="the wrong way round"):
        frozen.replace(checked(first=1), first=9)
    with pytest.raises(TypeError):
        frozen.replace(plain(1), third=3)
    with pytest.raises(TypeError):
        frozen.replace(1)

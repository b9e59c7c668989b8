"""What is remembered by identity is given for the very same values only, and not for ever."""

from __future__ import annotations

from generator import same
from generator.same import Same


def test_equal_is_not_the_same() -> None:
    known: Same[int] = Same(9)
    first, second = [1], [1]
    assert [
        known.of(lambda: 1, first),
        known.of(lambda: 2, first),
        known.of(lambda: 3, second),
    ] == [1, 1, 3]
    assert known.of(lambda: 4, first, second) == 4


def test_no_identity_is_used_twice_while_it_is_remembered() -> None:
    known: Same[int] = Same(100)
    assert [known.of(lambda n=n: n, [n]) for n in range(100)] == [*range(100)]  # type: ignore[misc]


def test_what_is_asked_for_stays_and_the_rest_goes() -> None:
    known: Same[int] = Same(2)
    often, others = [0], [[n] for n in range(50)]
    for other in others:
        assert known.of(lambda: 7, often) == 7
        known.of(lambda: 8, other)
    assert len(known._new) + len(known._old) <= 4
    assert known.of(lambda: 9, often) == 7
    assert known.of(lambda: 9, others[0]) == 9


def test_equal_data_becomes_one_object() -> None:
    assert same.one({"a": [1, "x"]}) is same.one({"a": [1, "x"]})
    assert same.one({"a": 1}) is not same.one({"a": True})
    assert list(same.one({"b": 1, "a": 2})) == ["b", "a"]

"""Levels, periods and who is cleared for them."""

from __future__ import annotations

from core.office import Classification, ClearanceClass, SecrecyLevel, highest


def test_a_state_secret_admits_only_the_named() -> None:
    secret = Classification(SecrecyLevel.MIMI, "3年", frozenset({"u-1"}))
    assert secret.admits("u-1", ClearanceClass.GENERAL)
    assert not secret.admits("u-2", ClearanceClass.CORE)


def test_a_state_secret_without_a_scope_admits_nobody() -> None:
    assert not Classification(SecrecyLevel.MIMI, "3年").admits("u-1", ClearanceClass.CORE)


def test_clearance_below_the_level_does_not_admit() -> None:
    assert not Classification(SecrecyLevel.JIMI, None, frozenset({"u-1"})).admits(
        "u-1", ClearanceClass.GENERAL
    )


def test_a_demonstration_never_bears_a_bare_marking() -> None:
    assert Classification(SecrecyLevel.MIMI, "3年").marking(demonstration=True) == "【演示】秘密★3年"


def test_a_derived_work_takes_the_highest_level_of_its_parts() -> None:
    assert highest((Classification(), Classification(SecrecyLevel.JIMI))) is SecrecyLevel.JIMI
    assert highest(()) is SecrecyLevel.OPEN

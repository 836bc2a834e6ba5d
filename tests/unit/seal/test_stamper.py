"""The sample office's own time-stamp authority, judged as any other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.seal import TimeStampRefused, TimeStampRequest, TimeStampUnfit, judge_time_stamp
from core.seal.stamper import Stamper
from tests.unit.seal.office import NOW, office, trust

STAMPER = Stamper(office().stamper.certificate, office().stamper.key)
REQUEST = TimeStampRequest.over(b"signed", nonce=7)


def test_its_stamp_holds_for_what_was_asked() -> None:
    answer = STAMPER.answer(REQUEST, at=NOW, serial=1)
    stamp = judge_time_stamp(answer, REQUEST, trust(), NOW)
    assert abs(stamp.at - NOW) < timedelta(seconds=1)
    other = TimeStampRequest.over(b"signed", nonce=8)
    with pytest.raises(TimeStampUnfit):
        judge_time_stamp(answer, other, trust(), NOW)


def test_another_policy_is_refused() -> None:
    asked = TimeStampRequest.over(b"signed", nonce=7, policy="1.2.3")
    with pytest.raises(TimeStampRefused):
        judge_time_stamp(STAMPER.answer(asked, at=NOW, serial=1), asked, trust(), NOW)

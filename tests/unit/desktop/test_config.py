"""A profile's choices, kept in a file that anybody may have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.config import Config, Language, Layout, default_profile, load_config, save_config


def test_choices_are_kept(tmp_path: Path) -> None:
    layout = Layout(width=1200, height=700, maximised=True, room="meetings", lists={"meetings": 300})
    choices = Config(language=Language.ENGLISH, lock_after_min=5, layout=layout)
    save_config(tmp_path / "profile", choices)
    assert load_config(tmp_path / "profile") == choices


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b'{"language":"xx"}', b'{"lock_after_min":-1}', b'{"layout":{"width":-1}}'],
)
def test_unreadable_choices_are_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.json").write_bytes(content)
    assert load_config(tmp_path) == Config()


def test_a_newer_programs_choices_are_read_as_far_as_known(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(b'{"language":"en","theme":"dark"}')
    assert load_config(tmp_path).language is Language.ENGLISH


def test_the_environment_may_name_the_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SEALDESK_PROFILE", str(tmp_path))
    assert default_profile() == tmp_path
    monkeypatch.delenv("SEALDESK_PROFILE")
    assert default_profile().name == "sealdesk"

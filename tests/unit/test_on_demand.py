"""Packages that load a module with its first name."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import core.crypto
import core.ofd
import core.seal
import desktop.reading

PACKAGES = [core.crypto, core.ofd, core.seal, desktop.reading]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_name_of_the_front_door_is_found(package: ModuleType) -> None:
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


def test_a_name_that_is_not_of_the_front_door_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        getattr(core.seal, "no such name")


def test_the_picture_of_a_seal_is_read_without_loading_ciphers() -> None:
    script = "import sys, core.seal.ses; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_no_module_takes_the_place_of_a_name_of_the_front_door(package: ModuleType) -> None:
    modules = {found.name for found in pkgutil.iter_modules(package.__path__)}
    assert modules & set(package.__all__) == set()

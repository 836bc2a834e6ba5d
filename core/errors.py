"""The one tree of failures that a user can be told about.

An error carries facts and a code, no prose: the words are chosen where people read them
(`desktop/ui/messages`, the command line's `desktop/cli/reasons`).
"""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class AppError(Exception):
    """A failure somebody can be told about; subclasses add facts as fields and name a `code`.

    Fields are declared and given as a dataclass's are. None is made: a process that reads one document would
    spend a tenth of its start on making dataclasses of errors that do not happen.
    """

    code: ClassVar[str] = "error"
    fact_names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        declared = vars(cls).get("__annotations__", {}).items()
        own = (name for name, kind in declared if not str(kind).startswith("ClassVar"))
        cls.fact_names = tuple(dict.fromkeys((*cls.fact_names, *own)))

    def __init__(self, *facts: object, **named: object) -> None:
        given = dict(zip(self.fact_names, facts, strict=False))
        unknown = named.keys() - (set(self.fact_names) - given.keys())
        missing = [name for name in self.fact_names if name not in given | named and not hasattr(self, name)]
        if unknown or missing or len(facts) > len(self.fact_names):
            raise TypeError(f"{type(self).__name__} takes {self.fact_names}")
        vars(self).update(given, **named)

    def __str__(self) -> str:
        return f"{self.code} {self.facts()}" if self.facts() else self.code

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({', '.join(f'{name}={fact!r}' for name, fact in self.facts().items())})"
        )

    def facts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.fact_names}


class DocumentError(AppError):
    """A document that cannot be opened or drawn."""

    code = "document"


class CryptoError(AppError):
    """A key, certificate or cipher that cannot be used."""

    code = "crypto"


class SealError(AppError):
    """A seal that cannot be read, placed or applied."""

    code = "seal"


class VaultError(AppError):
    """The local vault cannot be opened or written."""

    code = "vault"


class GatewayError(AppError):
    """The gateway cannot be reached, or its answer cannot be used."""

    code = "gateway"


class OfficeError(AppError):
    """An act that the office's rules do not allow."""

    code = "office"

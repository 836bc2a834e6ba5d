"""The cache's schema, revision by revision. A shipped revision never changes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from desktop.cache.errors import CacheDamaged

HEAD = "c0007"


def bring_up_to_date(engine: Engine) -> None:
    """Upgrade to `HEAD`; alembic, slow to load, is only asked when the schema is another one."""
    if _revision(engine) != HEAD:
        migrate(engine, HEAD)


def migrate(engine: Engine, revision: str, *, down: bool = False) -> None:
    """Upgrade, or with `down` downgrade, to `revision` in one transaction.

    Raises `CacheDamaged` for a schema that this program does not know, such as a newer program's.
    """
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            (command.downgrade if down else command.upgrade)(config, revision)
        except CommandError:
            raise CacheDamaged("schema") from None


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision

"""The history's tables, and the guards that let them only grow."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_METADATA = sa.MetaData()
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CONTENT = sa.Table(
    "content",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, index=True),
    sa.Column("base", _Number),
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("bytes", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""A hash stands twice only where a damaged content came again: the later one is sound."""
SNAPSHOT = sa.Table(
    "snapshot",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("id", sa.String(10), nullable=False, index=True),
    sa.Column("taken_at", sa.String(27), nullable=False, index=True),
    sa.Column("source", sa.String(200), nullable=False, index=True),
    sa.Column("source_kind", sa.String(40), nullable=False),
    sa.Column("raw_hash", sa.String(64), nullable=False),
    sa.Column("clean_hash", sa.String(64), nullable=False),
    sa.Column("status", sa.String(10), sa.CheckConstraint("status IN ('accepted', 'held')"), nullable=False),
    sa.Column("issues", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
REDACTION = sa.Table(
    "redaction",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("done_at", sa.String(27), nullable=False),
    sa.Column("done_by", sa.String(200), nullable=False),
    sa.Column("why", sa.String(2000), nullable=False),
    sa.Column("contents", sa.Integer, nullable=False),
    sa.Column("snapshots", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
APPROVAL = sa.Table(
    "approval",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("given_at", sa.String(27), nullable=False),
    sa.Column("source", sa.String(200), nullable=False, index=True),
    sa.Column("tab", sa.String(40), nullable=False),
    sa.Column("content", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)
"""What was approved by command, for whoever cannot add a tab; the sheet's own approvals are rows of it."""
READING = sa.Table(
    "reading",
    _METADATA,
    sa.Column("source", sa.String(200), primary_key=True),
    sa.Column("said", sa.Text, nullable=False),
)
"""How the one process that reads a source fares, for the others that show it: no history, so it may be written over."""
NOTICE = sa.Table(
    "notice",
    _METADATA,
    sa.Column("number", _Number, primary_key=True),
    sa.Column("told_at", sa.String(27), nullable=False),
    sa.Column("source", sa.String(200), nullable=False, index=True),
    sa.Column("channel", sa.String(40), nullable=False),
    sa.Column("matter", sa.String(16), nullable=False),
    sa.Column("mended", sa.Boolean, nullable=False),
    sa.Column("place", sa.String(60), nullable=False),
    sqlite_autoincrement=True,
)
"""What those who edit were told of, and told to be mended: a hash of the matter and its place, nothing of a cell."""
GUARDED = ("content", "snapshot", "redaction", "approval", "notice")
"""The tables of the history, all of which are guarded."""

_REFUSE = """CREATE OR REPLACE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN RAISE EXCEPTION ''append-only''; END'"""


def prepare(db: Connection) -> None:
    """Set up the tables and what guards them, where they are not there yet."""
    _METADATA.create_all(db)
    if db.dialect.name == "postgresql":
        db.exec_driver_sql(_REFUSE)
    for _, guard in append_only(db.dialect.name):
        db.exec_driver_sql(guard)


def there(db: Connection) -> bool:
    """Tell whether the tables have been set up."""
    return sa.inspect(db).has_table(SNAPSHOT.name)


def entries(db: Connection) -> int:
    """Return how many reads are kept."""
    return db.execute(sa.select(sa.func.count()).select_from(SNAPSHOT)).scalar_one()


def newer(db: Connection, form: int) -> bool:
    """Tell whether a later version of this program wrote it: tables, columns or a form that are not known here."""
    found = sa.inspect(db)
    for table in _METADATA.sorted_tables:
        if found.has_table(table.name) and {column["name"] for column in found.get_columns(table.name)} - {
            *table.c.keys()
        }:
            return True
    if set(found.get_table_names()) - _METADATA.tables.keys():
        return True
    highest = db.execute(sa.select(sa.func.max(SNAPSHOT.c.schema_version))).scalar()
    return highest is not None and highest > form


def append_only(dialect: str) -> Iterator[tuple[str, str]]:
    """Give, by database, what guards the tables: how a guard is taken away and how it is set up."""
    for table in GUARDED:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            if dialect == "sqlite":
                act = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
                yield f"DROP TRIGGER {name}", f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} {act}"
            else:
                act = "FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()"
                statement = f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table} {act}"
                yield f"DROP TRIGGER {name} ON {table}", statement

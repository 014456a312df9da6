"""What was signed never changes: triggers that refuse it in the database itself, on both databases.

Migrations call `create_all` last, since SQLite's batch changes drop triggers with the table they rebuild.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Allowed:
    """The conditions under which a row may still be changed or deleted; None is never."""

    update: str | None = None
    delete: str | None = None


NEVER = Allowed()
FROZEN: dict[str, Allowed] = {
    "event": NEVER,
    "version": NEVER,
    "party": NEVER,
    "consent": NEVER,
    "decision": NEVER,
    "paper_copy": NEVER,
    "edition": NEVER,
    "type_edition": NEVER,
    # Who could approve for whom is evidence; only the last day can be moved.
    "deputy": Allowed(
        update="NEW.ground = OLD.ground AND COALESCE(NEW.of_id, 0) = COALESCE(OLD.of_id, 0) "
        "AND COALESCE(NEW.function, '') = COALESCE(OLD.function, '') "
        "AND COALESCE(NEW.department_id, 0) = COALESCE(OLD.department_id, 0) AND NEW.by_id = OLD.by_id "
        "AND NEW.from_date = OLD.from_date AND NEW.recorded_by_id = OLD.recorded_by_id AND NEW.at = OLD.at"
    ),
    # A remark is settled once, and says for good what it said.
    "remark": Allowed(
        update="OLD.state = 'open' AND NEW.document_id = OLD.document_id AND NEW.key = OLD.key "
        "AND NEW.passage = OLD.passage AND COALESCE(NEW.wording, '') = COALESCE(OLD.wording, '') "
        "AND COALESCE(NEW.comment, '') = COALESCE(OLD.comment, '') AND NEW.by_id = OLD.by_id AND NEW.at = OLD.at"
    ),
    # Prints of drafts are forgotten again; what is kept is kept for good.
    "file": Allowed(update="NOT OLD.is_kept", delete="NOT OLD.is_kept"),
    "file_chunk": Allowed(update="NOT OLD.is_kept", delete="NOT OLD.is_kept"),
    # A print is asked for first and filled in once; what it is to say never changes.
    "rendition": Allowed(
        update="OLD.file_sha256 IS NULL AND NEW.record = OLD.record AND NEW.key = OLD.key AND NEW.state = OLD.state "
        "AND NEW.number = OLD.number AND COALESCE(NEW.document_id, 0) = COALESCE(OLD.document_id, 0) "
        "AND COALESCE(NEW.version_id, 0) = COALESCE(OLD.version_id, 0)",
        delete="OLD.state <> 'agreed'",
    ),
}


def create_all(dialect: str, execute: Callable[[str], object], tables: Collection[str]) -> None:
    """Put the triggers on those of `tables` that are frozen, in the SQL of `dialect` ("sqlite" or "postgresql"); those
    there already are replaced."""
    for table in FROZEN.keys() & set(tables):
        allowed = FROZEN[table]
        for statement in (_sqlite if dialect == "sqlite" else _postgresql)(table, allowed):
            execute(statement)


def _sqlite(table: str, allowed: Allowed) -> list[str]:
    statements = []
    for verb, condition in (("UPDATE", allowed.update), ("DELETE", allowed.delete)):
        name = f"{table}_keeps_{verb.lower()}"
        when = f"WHEN NOT ({condition})" if condition else ""
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END",
        ]
    return statements


def _postgresql(table: str, allowed: Allowed) -> list[str]:
    refuse = (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME; END $$"
    )
    statements = [refuse]
    for verb, condition in (("UPDATE", allowed.update), ("DELETE", allowed.delete)):
        name = f"{table}_keeps_{verb.lower()}"
        when = f"WHEN (NOT ({condition}))" if condition else ""
        statements += [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()",
        ]
    truncate = f"{table}_keeps_truncate"
    return [
        *statements,
        f"DROP TRIGGER IF EXISTS {truncate} ON {table}",
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]

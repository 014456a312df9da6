import psycopg
import pytest

from tests.support.postgres import cluster


def test_a_cluster_makes_copies_and_drops_databases_and_is_gone_afterwards() -> None:
    with cluster() as started:
        with psycopg.connect(started.create_database("first")) as connection:
            connection.execute("CREATE TABLE note (text text)")
            connection.execute("INSERT INTO note VALUES ('Ærø')")
        connection = psycopg.connect(started.create_database("copy", template="first"))
        assert connection.execute("SELECT text FROM note").fetchall() == [("Ærø",)]
        started.drop_database("copy")  # although somebody is connected
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
        dsn = started.dsn("first")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(dsn, connect_timeout=2)

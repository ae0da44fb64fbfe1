"""The throwaway PostgreSQL that the other tests run on."""

import os

import psycopg
import pytest
from sqlalchemy import create_engine, text

from . import postgres


@pytest.fixture(scope="module")
def address():
    with postgres.cluster() as address:
        yield address


def ask(address, statement):
    engine = create_engine(address)
    with engine.begin() as connection:
        answer = connection.execute(text(statement))
        rows = answer.all() if answer.returns_rows else []
    engine.dispose()
    return rows


def test_a_database_keeps_arabic_and_a_copy_starts_with_what_it_holds(address):
    here = f"{os.getpid()}"
    original = postgres.new_database(address, f"original_{here}")
    ask(original, "CREATE TABLE t (x text)")
    ask(original, "INSERT INTO t VALUES ('محضر اجتماع')")
    copy = postgres.new_database(address, f"copy_{here}", template=f"original_{here}")
    assert ask(copy, "SELECT x FROM t") == [("محضر اجتماع",)]
    postgres.drop_database(address, f"original_{here}")
    assert ask(copy, "SELECT count(*) FROM t") == [(1,)]
    postgres.drop_database(address, f"copy_{here}")


def test_a_new_database_of_the_same_name_is_empty(address):
    name = f"again_{os.getpid()}"
    ask(postgres.new_database(address, name), "CREATE TABLE t ()")
    again = postgres.new_database(address, name)
    assert ask(again, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    postgres.drop_database(address, name)


def test_the_role_is_no_superuser(address):
    assert ask(address, "SELECT usesuper FROM pg_user WHERE usename = current_user") == [(False,)]


def test_users_of_one_run_share_a_cluster_and_the_last_one_stops_it(monkeypatch):
    monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", f"sharing{os.getpid()}")
    with postgres.cluster() as first:
        with postgres.cluster() as second:
            assert first == second
        assert ask(first, "SELECT 1") == [(1,)]
    with pytest.raises(psycopg.OperationalError):
        postgres.new_database(first, "x")


def test_a_durable_cluster_writes_to_the_disk():
    with postgres.cluster(durable=True) as address:
        assert ask(address, "SHOW fsync") == [("on",)]

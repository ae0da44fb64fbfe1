import pytest

from tests import conftest


@pytest.mark.parametrize("case", ["a", "b-c", "sqlite_file", "الأولى"])
def test_a_case_has_one_engine_and_only_one(case):
    def turn(engine, id):
        item = type("Item", (), {"callspec": type("Spec", (), {"params": {"installation": engine}, "id": id})})
        return conftest._its_turn(item)

    for way in ("{engine}-{case}", "{case}-{engine}"):
        turns = [turn(each, way.format(engine=each, case=case)) for each in ("sqlite", "postgresql")]
        assert sorted(turns) == [False, True]

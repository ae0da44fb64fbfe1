import pytest

from tests.machines.once import made


def test_it_is_made_once_and_again_when_it_broke_off(tmp_path):
    asked = []

    def fill(folder):
        asked.append(folder)
        (folder / "file").write_text("half")
        assert len(asked) > 1
        (folder / "file").write_text("whole")

    with pytest.raises(AssertionError), made(tmp_path, "dear", fill):
        pass
    for _worker in range(2):
        with made(tmp_path, "dear", fill) as folder:
            assert (folder / "file").read_text() == "whole"
    assert len(asked) == 2

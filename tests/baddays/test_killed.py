"""kill -9 in mid-save under load: what was acknowledged is there, once; nothing is done by hand (F1, F2)."""

import time


def test_nothing_acknowledged_is_lost(service, load, proven):
    with load() as working:
        for which in range(3):
            time.sleep(1)
            service.kill_a_worker(which)
        time.sleep(1)
        assert service.process.poll() is None

        before = len(working.acknowledged)
        service.kill_all()
        service.start()
        working.goes_on(before)
    assert 500 not in service.answers, service.said()
    proven(working.acknowledged)

"""Each role of one portal finds nothing of another at any address, and changes nothing there."""

import pytest

from portal.isolation.ground import BOTH, PERSONS
from portal.isolation.matrix import Matrix

FEWEST = {BOTH: 150}


@pytest.mark.server
@pytest.mark.parametrize("name", PERSONS)
def test_nothing_is_seen_or_touched(ground, name):
    report = Matrix.of(ground, name).run()
    print("\n", name, report)  # noqa: T201 the figures of the run
    assert report.unknown == []
    assert report.errors == []
    assert report.leaks == []
    assert report.changes == []
    assert report.tried > FEWEST.get(name, 1000)
    assert report.answers[200] > 50

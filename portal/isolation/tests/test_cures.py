"""Without any one of its cures the matrix sees or touches something."""

import pytest

from portal.isolation.cures import CURES, prove


@pytest.mark.server
def test_each_cure_is_needed(ground):
    proofs = {cure.name: prove(ground, cure, widely=False) for cure in CURES}
    print("", *(f"{name}: {proof}" for name, proof in proofs.items()), sep="\n")  # noqa: T201 the proofs
    assert [name for name, proof in proofs.items() if not proof] == []

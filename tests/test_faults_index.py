"""The scripts that harm an index, in their short runs: nothing is lost, and with a check switched off they tell it."""

import pytest
from faulting import nothing_found


@pytest.mark.parametrize(
    ("script", "controls"),
    [
        ("index_kill.py", 4),
        ("index_power.py", 1),
        ("index_full.py", 3),
        ("index_damage.py", 6),
        ("index_readers.py", 4),
    ],
)
def test_no_harm_loses_or_mixes_an_index(script, controls):
    nothing_found(script, controls)

"""The scripts that harm the page, in their short runs: nothing comes of it, and with a check switched off they tell it."""

import pytest
from faulting import nothing_found


@pytest.mark.parametrize(
    ("script", "controls", "told"),
    [
        pytest.param("page_xss.py", 1, "130 did nothing; 130 shown as the text they are", marks=[pytest.mark.browser]),
        ("page_probes.py", 5, "events ("),
        ("page_uploads.py", 4, "with the password: ['"),
        ("page_flood.py", 5, "1 of 8 taken"),
        ("page_load.py", 2, "0 copies of the page, 0 calls kept"),
    ],
)
def test_nothing_gets_in_out_or_in_the_way(script, controls, told):
    said = nothing_found(script, controls)
    assert told in said or "not tried: chromium" in said, said

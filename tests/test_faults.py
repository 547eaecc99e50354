"""The scripts of `faults/` in their short runs: what is promised holds, and with a check switched off they tell it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "faults"))

from together import SCRIPTS, running

CONTROLS = {  # script -> how many controls it has, what its run says beside
    "page_load": (2, ["0 copies of the page, 0 calls kept"]),
    "page_xss": (1, ["130 did nothing; 130 shown as the text they are"]),
    "page_flood": (5, ["1 of 8 taken"]),
    "page_probes": (5, ["events ("]),
    "page_uploads": (4, ["with the password: ['"]),
    "index_readers": (4, []),
    "index_kill": (4, []),
    "poison": (7, ["32 questions with uploads switched off", "60 pages, the model was asked"]),
    "index_damage": (6, []),
    "index_power": (1, []),
    "index_full": (3, []),
    "files": (3, ["17 refused with its reason"]),
    "covered": (2, ["7 of 7 read", "57 of 57 read"]),
}


@pytest.fixture(scope="module")
def runs(request):
    """The runs of the scripts that were chosen, two at a time."""
    chosen = {item.callspec.params["script"] for item in request.session.items if item.parent is request.node}
    with running([name for name in SCRIPTS if name in chosen]) as under_way:
        yield under_way


@pytest.mark.parametrize(
    "script", [pytest.param(name, marks=[pytest.mark.browser] if name == "page_xss" else []) for name in SCRIPTS]
)
def test_a_promise_holds_and_its_controls_tell(script, runs):
    controls, told = CONTROLS[script]
    done = runs[script].result()
    assert "FAULT" not in done.said, done.said
    assert done.status == 0, done.said + done.broke
    tried = [line for line in done.said.splitlines() if " without " in line.split(":")[0]]
    assert len(tried) == controls, done.said
    assert all("told, as it must be" in line or "not tried" in line for line in tried), done.said
    assert all(words in done.said for words in told) or "not tried: chromium" in done.said, done.said

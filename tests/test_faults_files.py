"""What is no profile in a corpus: links, devices, strange names, bombs; and what every script tells."""

import sys
from contextlib import nullcontext

import pytest
from faulting import FAULTS, nothing_found

sys.path.insert(0, str(FAULTS))

from findings import Control, Tally, main


def test_what_is_no_profile_costs_itself_alone():
    assert "17 refused with its reason" in nothing_found("files.py", 3)


def test_what_must_not_come_out_does_not():
    said = nothing_found("covered.py", 2)
    assert "7 of 7 read" in said and "57 of 57 read" in said


def row(long):
    """A row whose promise `state` keeps."""
    tally = Tally()
    tally.saw("long" if long else "short")
    tally.saw("broken", fault=not state["kept"])
    tally.saw("after")
    return tally


state = {"kept": True}


class Off(nullcontext):
    def __enter__(self):
        state["kept"] = False

    def __exit__(self, *_):
        state["kept"] = True


@pytest.mark.parametrize(
    ("controls", "arguments", "status", "told"),
    [
        ({"it": Control(Off, {"row": "broke"})}, [], 0,
         ["row (0.0 s): 1 short; 1 broken; 1 after", "row without it (0.0 s): told, as it must be: broken"]),
        ({"it": Control(nullcontext, {"row": "broke"})}, ["--long"], 1,
         ["row (0.0 s): 1 long; 1 broken; 1 after",
          "row without it (0.0 s): FAULT nothing was told of 'broke': 1 short; 1 broken; 1 after"]),
        ({"it": Control(Off, {"row": "other"})}, [], 1,
         ["row (0.0 s): 1 short; 1 broken; 1 after",
          "row without it (0.0 s): FAULT nothing was told of 'other': 1 short; 1 after; FAULT 1 broken"]),
        ({"it": Control(Off, {"row": "broke"})}, ["--without", "it"], 1, ["row (0.0 s): 1 short; 1 after; FAULT 1 broken"]),
        ({"it": Control(nullcontext, {"row": "broke"})}, ["--rows", "row"], 0, ["row (0.0 s): 1 short; 1 broken; 1 after"]),
    ],
)  # fmt: skip
def test_a_script_fails_by_a_fault_and_by_a_control_that_sees_none(capsys, controls, arguments, status, told):
    assert main("", {"row": row}, controls, arguments) == status
    assert capsys.readouterr().out.splitlines() == told

"""What every script of `faults/` tells, and when it fails."""

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "faults"))

from findings import Control, Tally, main


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

"""`calls`: how much work something is, without a clock."""

import sys
from collections import Counter
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """The calls of Python and built-in functions that `work` makes; what it loads at its first time is left out."""
    work()
    made = Counter[str]()
    sys.setprofile(lambda frame, event, argument: made.update([event]))
    try:
        work()
    finally:
        sys.setprofile(None)
    return made["call"] + made["c_call"]

"""`seeks_somebody`: whether a question looks for somebody fit for a task: a reviewer, a supervisor, a speaker."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from qabot.data import table


def seeks_somebody(text: str) -> bool:
    """Whether a plain question looks for somebody fit for a task, which is to ask who works on its matter."""
    return _sought().search(text) is not None


@cache
def _sought() -> re.Pattern[str]:
    rows: dict[str, Any] = table("qabot.questions", "sought")
    patterns = [pattern for each in rows["patterns"].values() for pattern in each]
    for part in ("posts", "task", "fitting"):
        patterns = [pattern.replace(f"{{{part}}}", rows[part]) for pattern in patterns]
    return re.compile("|".join(patterns))

"""The part that somebody has in a project: who leads it, who stands beside the one who does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from qabot.words.entries import Entry

LED = re.compile(
    r"\b(?:(?<!co-)(?<!co )pi|principal investigator|lead\w*|coordinator|head|sole applicant|responsable|responsabile"
    r"|investigador principal|porteur|leiter\w*|projektleit\w+)\b|руководитель|主持|负责人?|研究代表|연구책임"
)
BESIDE = re.compile(
    r"\b(?:co-?pi|co-?i|co-?investigator|member|researcher|participant|collaborator|partner|mitarbeit\w*|team)\b"
    r"|исполнитель|участник|参与|参加|分担|共同研究원?|참여"
)
_LEAD_ASKED = re.compile(r"\b(?:lead |sole |main )?(?:(?<!co-)(?<!co )pi|(?<!co-)principal investigator)\b")
_BESIDE_ASKED = re.compile(r"\bco-?(?:pi|i|investigator|principal investigator)\b")


class Part(NamedTuple):
    """The part somebody has in a project."""

    called: str
    passes: Callable[[Entry], bool]


def part_in(text: str) -> Part | None:
    """The part in a project that a plain question asks for: lead, or beside the lead; None where it asks for none."""
    beside = _BESIDE_ASKED.search(text)
    if beside:
        return Part(beside.group(), lambda entry: BESIDE.search(entry.words) is not None)
    lead = _LEAD_ASKED.search(text)
    if lead:
        return Part(lead.group(), lambda entry: LED.search(entry.words) is not None)
    return None

"""Careers told in one breath: "Postdoc at X (2010-2012), lecturer at Y (2012-2015), professor at Z (since 2015)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.affiliations import read_facts
from qabot.profiles.education import read_degrees
from qabot.profiles.entries import Entry
from qabot.profiles.page import Line, Page
from qabot.profiles.positions import read_positions
from qabot.profiles.profile import Degree, Position
from qabot.profiles.sections import Part
from qabot.profiles.tables import is_cjk
from qabot.profiles.terms import find_degrees, is_role, role_at

_DATED = re.compile(r"[(（][^()（）]{0,30}(?:19|20)\d\d[^()（）]{0,30}[)）]")
_LONGEST = 150  # characters of a piece before its years
_BETWEEN = re.compile(r"[\s,;.，；。·•|–—-]*")
_LEAST = 3  # pieces that make an enumeration of stations
_TELLS = re.compile(
    r"\b(?:I|[Ii]ch|je|yo|we|he|she|er|sie|был|была|war|was|is|are|est|es|ist|donde|where|mi|my|"
    r"meine?)\b"
)


def read_listed_career(page: Page, line: Line, part: Part) -> tuple[list[Position], list[Degree]]:
    """The posts and degrees a line lists, each with its years in brackets; none where it lists fewer than three."""
    pieces = _pieces(page, line)
    told = [piece for piece in pieces if _is_station(page, piece)]
    positions: list[Position] = []
    degrees: list[Degree] = []
    if len(told) < _LEAST or len(told) < 0.6 * len(pieces):
        return positions, degrees
    for piece in told:
        words = page.text[piece.start : piece.end]
        study = bool(find_degrees(words)) and not is_role(words)
        facts = read_facts(page, [piece], degrees=study)
        if study:
            degrees += read_degrees(page, Entry((piece,)), facts, [])
        else:
            positions += read_positions(page, part, Entry((piece,)), facts, [], None)[0]
    return [p for p in positions if p.role], degrees


def _pieces(page: Page, line: Line) -> Sequence[Line]:
    """The pieces of a line that end in years in brackets."""
    found: list[Line] = []
    dated = list(_DATED.finditer(page.text, line.start, line.end))
    before = line.start
    for match in dated if len(dated) >= _LEAST else ():
        nearest = max(before, match.start() - _LONGEST)
        opened = max(page.text.rfind(mark, nearest, match.start()) + 1 for mark in "()（）\n")
        before = match.end()
        lead = _BETWEEN.match(page.text, max(nearest, opened), match.start())
        start = lead.end() if lead else match.start()
        if match.start() - start < 4:
            continue
        stop = max(page.text.rfind(mark, start, match.end()) for mark in (". ", "。", "; ", "；"))
        commas = page.text.rfind(", ", start, match.start())
        if stop > start:
            start = page.trim(stop + 1, match.end()).start
        elif commas > start and _begins(page.text[commas + 2 : match.end()]):
            start = commas + 2  # "Studium X Universität Y, Promotion Jena (1984)"
        found.append(Line(start, match.end(), line.block))
    return found


def _begins(words: str) -> bool:
    """Whether words begin with a role or degree."""
    role, terms = role_at(words), find_degrees(words)
    return bool(role and role.start() <= 12 or terms and terms[0].start <= 3)


def _is_station(page: Page, piece: Line) -> bool:
    words = page.text[piece.start : piece.end]
    role, terms = role_at(words), find_degrees(words)
    leads = bool(role and role.start() <= 30 or terms and terms[0].start <= 3)
    short = len(words) <= 160 and words.count(" ") <= 18 and (words[0].isupper() or is_cjk(words[0]))
    return leads and short and not _TELLS.search(words)

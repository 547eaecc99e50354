"""The post told by the short lines below the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.profiles import positions
from qabot.profiles.affiliations import tidy
from qabot.profiles.cells import unlabelled
from qabot.profiles.collected import Collected
from qabot.profiles.names import Owner
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.profile import Position
from qabot.profiles.prose import is_students
from qabot.profiles.sections import Part
from qabot.profiles.terms import find_degrees, is_cjk_text, is_organization, is_place, is_role

_HEADER_LINES = 14


def read_header(page: Page, parts: Sequence[Part], found: Collected, owner: Owner) -> None:
    """The post told by the short lines below the name: a role, and the lines with its organisation."""
    subtitle = _subtitle(page)
    if subtitle:
        found.current.append(subtitle)
        _keep_post(found, subtitle)
        return
    for area in (_short_lines(page, parts, owner), *_below_roles(page, parts)):
        brief = [line for line in area if line.end - line.start < 90]
        named = [line for line in brief if _names(owner, page.words(line.start, line.end))]
        short = [unlabelled(page, line) for line in area if line not in named]
        post = _of_field(page, short) or _post_among(page, short)
        titled = _of_title(page, short)
        post = titled if titled and (not post or titled.span.start < post.span.start) else post
        if post:
            found.current.append(post)
            for held in (post, *_held_besides(page, short, post)):
                _keep_post(found, held)
            return


def _of_field(page: Page, short: Sequence[Line]) -> Position | None:
    """The post whose role the front matter gives below the title, and whose place stands at the top of the page."""
    for field in page.source.fields:
        words = page.text[field.start : field.end]
        told = field.path in (("subtitle",), ("tagline",), ("description",)) and len(words) <= 70 and is_role(words)
        if not told or is_organization(words) or find_degrees(words) or re.search(r"[.!?|]|\b(?:I|my|who)\b", words):
            continue
        for line in short[:6]:
            where = page.text[line.start : line.end]
            if (
                is_organization(where)
                and not is_role(where)
                and len(where) <= 110
                and not re.search(r"[@!?]|\d{4}", where)
            ):
                place = tidy(page, line.start, line.end)
                post = positions.make_post(page, Range(field.start, field.end), place, place)
                return replace(post, span=page.span(field.start, line.end))
    return None


_BESIDE = re.compile(r"\s[|·•–—:-]\s|\s»\s")


def _of_title(page: Page, short: Sequence[Line]) -> Position | None:
    """The post of a line right below the name that tells no place, at the school that the page's title names."""
    own = page.source.format == "html" and next((f for f in page.source.fields if f.path == ("title",)), None)
    pieces = _BESIDE.split(page.text[own.start : own.end]) if own else []
    schools = [piece for piece in pieces[1:] if _SCHOOL.search(piece) and not is_role(piece) and len(piece) <= 60]
    near = [line for line in short if own and line.start >= own.end][:4]
    for number, line in enumerate(near):
        words = page.text[line.start : line.end]
        if not own or not schools or not _POST.match(words) or len(words) > 70 or re.search(r"[@!?|:]|\d|\.$", words):
            continue
        below = page.text[near[number + 1].start : near[number + 1].end] if number + 1 < len(near) else ""
        if is_organization(words) or is_organization(below) and not is_role(below):
            return None
        at = page.text.index(schools[-1], own.start, own.end)
        place = Range(at, at + len(schools[-1]))
        return replace(positions.make_post(page, Range(line.start, line.end), place, place), span=page.span(*line[:2]))
    return None


def _held_besides(page: Page, short: Sequence[Line], first: Position) -> list[Position]:
    """The further posts of the lines right below a first one, each with its place: "Fellow, Centre for Ice Studies"."""
    held: list[Position] = []
    below = [line for line in short if line.start >= first.span.end]
    while below and page.words(*below[0][:2]).strip(" ,;") in first.organization:
        del below[0]  # a part of the first one's place
    for line in below:
        words = page.text[line.start : line.end]
        if (
            not is_role(words)
            or not is_organization(words)
            or re.search(r"[.!?]\s*$|[@:|]|\d{4}|\b(?:I|my|our|is|are|was)\b", words)
        ):
            break
        post = positions.read_line(page, line)
        if not post or not post.role or not post.organization:
            break
        held.append(post)
    return held


_OVER = re.compile(r"\W*(?:ex-|former(?:ly)?\b|previous(?:ly)?\b|past\b)", re.I)  # a post held once


def _post_among(page: Page, short: Sequence[Line]) -> Position | None:
    """The first post that some short lines tell: a role, its organisation on the same line or on those below."""
    for number, line in enumerate(short):
        words = page.text[line.start : line.end]
        inside = words[:1].islower() and line.start > page.blocks[line.block].start  # a line of a wrapped paragraph
        if (
            inside
            or not is_role(words)
            or _OVER.match(words)
            or _TOLD.match(words)
            or _LABELLED.match(words)
            or len(words) > (120 if _APART.search(words) else 90)
            or re.search(r"[.!?@。．]\s*$|[@。．]|\b(?:I|my|we|our|is|are|was)\b|https?:", words)
            or re.search(r"scholar\W*$|github", words, re.I)
            or re.search(r"(?:19|20)\d\d", words)
        ):
            continue
        if is_organization(words):
            facts = positions.read_line(page, line)
            return _with_school(page, facts, short[number + 1 : number + 6]) if facts else None
        if is_students_line(words) and not is_role(words.split(",")[0]):
            continue
        placed = _AT_NAME.search(page.text, line.start, line.end)
        if placed and is_role(page.text[line.start : placed.start()]):  # "Lead Developer at Nivex"
            whole = Range(line.start, line.end)
            return positions.make_post(page, Range(line.start, placed.start()), Range(*placed.span(1)), whole)
        below: list[Line] = []
        for other in short[number + 1 : number + 7]:
            text = page.text[other.start : other.end]
            if not below and _POST.match(text) and not re.search(r"@|https?:|\d{4}", text):
                continue  # another post of the same person at the same place
            if (
                not is_organization(text)
                or _CONTACT.search(text)
                or len(text) > 100
                or is_role(text)
                or _tells_degree(text)
            ):
                break
            below.append(other)
        if below and not is_place(words):
            where = tidy(page, below[0].start, below[-1].end)
            post = positions.make_post(page, Range(line.start, line.end), where, Range(line.start, below[-1].end))
            told = [page.words(*page.trim(ln.start, ln.end, " ,;")) for ln in below]
            return replace(post, organization=", ".join(told)) if len(below) > 1 else post
    return None


_AT_NAME = re.compile(r"\s(?:at|@)\s(?:the\s)?([A-ZÀ-Þ][\w&.'’-]*(?:\s[A-ZÀ-Þ][\w&.'’-]*){0,3})$")
_LABELLED = re.compile(
    r"\W*(?:Advis[oe]rs?|Supervisors?|Mentors?|Education|[\w ]*Experience|Interests?|E-?mail)\s?[:：]"
)
_TOLD = re.compile(r"An?\s(?=[A-Z\w-]+\s)")  # what a sentence above a list tells: "A data intern at Nivex"
_CONTACT = re.compile(  # how to reach somebody, or when: no part of where they work
    r"@|https?:|\d{4}|[。．]|[(\[]at[)\]]|\bdot edu\b|^(?:Contact|Agent|E-?mail)\b|"
    r"^(?:Phone|Tel|Fax|Office|Room|Address|Mail|CV|Twitter|Orcid)\b.{0,12}:"
)


def _tells_degree(words: str) -> bool:
    """Whether a line tells a degree: "PhD, Marine Biology, University of Oslo"."""
    return any(term.kind != "other" and term.start < 4 for term in find_degrees(words))


def _below_roles(page: Page, parts: Sequence[Part]) -> list[list[Line]]:
    """The short lines of each section at the top whose heading is a post: "## Postdoc", and the school below it."""
    areas: list[list[Line]] = []
    for part in parts[:4]:
        title = part.section.title
        if part.kind not in ("", "about", "contact", "links"):
            break
        if part.kind == "" and title and is_role(title) and not is_students_line(title):
            lines = page.lines_in(part.section.span.start, part.end)[:_HEADER_LINES]
            areas.append([ln for ln in lines if ln.end - ln.start <= 110])
    return areas


def _subtitle(page: Page) -> Position | None:
    """The post that the front matter gives below the title, in an eastern language: "북방대학교 빙하학과 조교수"."""
    for field in page.source.fields:
        words = page.text[field.start : field.end]
        told = field.path in (("subtitle",), ("tagline",)) and len(words) <= 60 and is_cjk_text(words)
        if told and is_organization(words) and is_role(words) and not re.search(r"[.。!?]", words.rstrip(".。 ")):
            return positions.read_line(page, Line(field.start, field.end, max(page.block_at(field.start), 0)))
    return None


def _short_lines(page: Page, parts: Sequence[Part], owner: Owner) -> list[Line]:
    """The short lines at the top of a page, or below the heading with the name."""
    first = next((p for p in parts if p.kind in ("", "about")), None)
    named = next((p for p in parts if p.kind in _UNTOLD and _names(owner, p.section.title)), None)
    if named is None and (first is None or first not in parts[:2]):
        return []
    first = named or first
    if first is None:
        return []
    lines = [
        ln
        for ln in page.lines_in(first.section.span.start, _head_end(parts, first))
        if page.blocks[ln.block].kind in ("paragraph", "heading", "item")
        or page.blocks[ln.block].kind == "row"
        and len(page.blocks[ln.block].cells) <= 2
    ][:_HEADER_LINES]
    signs = [_PICTOGRAM.match(page.text, ln.start, ln.end) for ln in lines]
    lines = [ln._replace(start=sign.end()) if sign else ln for ln, sign in zip(lines, signs, strict=True)]
    return [ln for ln in lines if ln.end - ln.start <= 120]


_PICTOGRAM = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+\s+")  # in front of a line


def _head_end(parts: Sequence[Part], first: Part) -> int:
    """Where the head of a page ends: behind the headings right below the name that tell a post and its place."""
    end = first.end
    for part in parts[parts.index(first) + 1 :][:3]:
        title = part.section.title
        if part.kind or not title or len(title) > 90 or not (is_role(title) or is_organization(title)):
            break
        end = part.end
    return end


_APART = re.compile(r"\s[·|•/@–—]\s")
_UNTOLD = frozenset({"", "links", "about", "contact"})  # a heading that is a name tells no kind; one above it may
_LETTERS = re.compile(  # "Ada Lind, PhD", "Ada Lind MBChB, DPH, FRCP"
    r",\s*(?:Ph\.?\s?D|M\.?\s?D|D\.?Phil|M\.?Sc|Dr)\b.*$|"
    r",?\s(?:[A-Z][A-Za-z.]*[A-Z][A-Za-z.]*(?:\s?\([\w. ]+\))?(?:,\s|$))+$"
)


_LONGEST_NAME = 60  # characters


def _names(owner: Owner, title: str) -> bool:
    """Whether a heading is the owner's name: "Ada Lind, Ph.D."."""
    return 0 < len(title) <= _LONGEST_NAME and (owner.is_called(title) or owner.is_called(_LETTERS.sub("", title)))


_POST = re.compile(r"(?:[\w.'’-]+\s){0,6}?(?:Professor|Lecturer|Chair|Director|Dean|Fellow)\b")
_SCHOOL = re.compile(
    r"universi|polytech|hochschule|école|college|\bInstitute of Technology|"
    r"\b(?:medical|business|law|graduate) school\b|"
    r"\bschool of (?:medicine|business|law)\b",
    re.I,
)


def _with_school(page: Page, post: Position, below: Sequence[Line]) -> Position:
    """A post at a department, with the university that one of the lines below it is."""
    if _SCHOOL.search(post.organization):
        return post
    for line in below:
        words = page.text[line.start : line.end]
        if _tells_degree(words):
            return post
        if _SCHOOL.search(words) and is_organization(words) and not is_role(words) and len(words) <= 60:
            if re.search(r"[.!?@:]|\d", words):
                return post
            return replace(post, organization=f"{post.organization}, {words.strip(' ,;')}")
    return post


def is_students_line(words: str) -> bool:
    """Whether a line speaks of students in the plural, not of the person."""
    return bool(re.search(r"\bstudents\b|学生们|同学", words, re.I))


def _keep_post(found: Collected, post: Position) -> None:
    if not is_students(post) and post.organization:
        found.positions.append(post)

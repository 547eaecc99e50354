"""The entries of a career and what they say: columns, dates and phrases, and what lines of detail add to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.acts import tells_of_work
from qabot.profiles.affiliations import LED_BY, Facts, Phrase, read_facts
from qabot.profiles.career_rows import dated_once, in_next_cell
from qabot.profiles.cells import cells_of, entry_cells, is_of_tags, unlabelled
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.entry_kinds import is_degree_entry
from qabot.profiles.entry_lines import LABELLED, clean_line
from qabot.profiles.page import Line, Page
from qabot.profiles.row_labels import row_label
from qabot.profiles.slots import fill_slots, with_boxed_roles
from qabot.profiles.tables import is_cjk, is_template
from qabot.profiles.terms import is_organization, role_at

Told = tuple[Entry, list[Line], Facts]  # an entry, its columns, what they say


def told_entries(page: Page, entries: Sequence[Entry], study: bool) -> list[Told]:
    """The entries of a career with their columns and what these say; templates and sentences are left out."""
    told = []
    for entry in entries:
        words = page.text[entry.start : entry.end]
        if _is_unedited(page, entry, words):
            continue
        row = page.blocks[entry.lines[0].block].kind == "row" and "\n" in words
        lead = words[: words.index("\n")] if row and read_dates(words[: words.index("\n")]) else words[:140]
        told_in_prose = len(words) > 60 and (_SAID.match(words) or _NAMED.match(words) or _TOLD.search(lead))
        if told_in_prose or not read_dates(words) and _POINTS.search(words) or LED_BY.match(words):
            continue  # a sentence: it is read as one
        if _BORN.search(words) or _BEFELL.match(words) or _LEAVE.search(words[:80]):
            continue
        cells = entry_cells(page, entry)
        facts = dated_once(page, cells, read_facts(page, cells, degrees=study))
        if not study and len(words) > 120 and len(entry.lines) == 1 and _is_about(words, facts):
            continue
        facts = in_next_cell(page, facts)
        facts = facts if study else _with_employer_beside(page, _with_employer_behind(page, entry, facts))
        told.append((entry, cells, _with_details(page, entry, cells, facts, study)))
    if study:
        return told
    posts = [n for n, (_, cells, facts) in enumerate(told) if not is_degree_entry(page, cells, facts)]
    known = with_boxed_roles(page, [told[n][2] for n in posts])
    for number, facts in zip(posts, fill_slots(known, [len(told[n][1]) for n in posts]), strict=True):
        told[number] = (*told[number][:2], facts)
    return told


def _is_unedited(page: Page, entry: Entry, words: str) -> bool:
    """Whether an entry is one that a page's template came with; labelled details left as they were make it none."""
    if not is_template(words) or not is_template(words[:200]):
        return False
    if row_label(page, page.blocks[entry.lines[0].block]):  # "Job title: | Lecturer" is no placeholder
        return False
    told = [page.text[line.start : line.end] for line in (*entry.lines, *entry.details)]
    return not entry.details or any(is_template(line) for line in told if not _LABELLED_DETAIL.match(line))


_LABELLED_DETAIL = re.compile(
    r"\W*(?:duties|tasks|responsibilities|supervisors?|advisors?|mentors?)\b[^:\n]{0,20}:\s", re.I
)


_BEHIND_DASH = re.compile(r"\s[-–—|]\s(?=[A-ZÀ-ÞА-Я])")


def _with_employer_behind(page: Page, entry: Entry, facts: Facts) -> Facts:
    """The facts of a single line whose role has a name behind a dash: "Senior Developer - Nivex (2020)"."""
    roles = [p for p in facts.of("role") if p.line == 0]
    alone = len(entry.lines) == 1 and not facts.of("") or page.is_heading(entry.lines[0].block)
    if not alone or len(roles) != 1 or facts.of("organization") or not facts.dates:
        return facts
    cuts = list(_BEHIND_DASH.finditer(page.text, roles[0].start, roles[0].end))
    name = page.text[cuts[-1].end() : roles[0].end] if cuts else ""
    if not name or len(name.split()) > 3 or role_at(name) or not role_at(page.text[roles[0].start : cuts[-1].start()]):
        return facts
    role, where = roles[0]._replace(end=cuts[-1].start()), roles[0]._replace(start=cuts[-1].end(), kind="organization")
    kept = [q for p in facts.phrases for q in ((role, where) if p is roles[0] else (p,))]
    return facts._replace(phrases=tuple(kept))


_APART = re.compile(r"\s[·•|@–—-]\s")


def _with_employer_beside(page: Page, facts: Facts) -> Facts:
    """The facts of an entry whose role has a name beside it that no word tells, set apart by more than a comma."""
    roles = facts.of("role")
    if len(roles) != 1 or facts.of("organization"):
        return facts
    role = roles[0]
    for name in facts.of(""):
        gap = page.text[min(name.end, role.end) : max(name.start, role.start)]
        leads = name.start == min(p.start for p in facts.phrases if p.line == name.line)
        eastern = (
            leads and gap[:1] in ("，", "、") and is_cjk(page.text[name.start]) and is_cjk(page.text[role.end - 1])
        )
        if name.line == role.line and (eastern or _APART.fullmatch(gap) and _is_named(page, name)):
            held = tuple(p._replace(kind="organization") if p is name else p for p in facts.phrases)
            return facts._replace(phrases=held)
    return facts


_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}\.\s+[A-ZÀ-Þ]")


def _is_about(words: str, facts: Facts) -> bool:
    """Whether a long line only tells what a post was about, and names a year in passing."""
    return bool(_NEXT_SENTENCE.search(words)) and not facts.of("role", "organization")


_BORN = re.compile(r"年.{0,30}(?:生まれ|出生)|^\W*(?:[\d.,/ ]+)?(?:[Bb]orn|[Gg]eboren|[Nn]ée? le|[Nn]acid[oa])\b")
_SAID = re.compile(
    r"\W*(?:I|[Hh]e|[Ss]he|[Mm]y)\s+(?:am|was|have|has|is|graduated|received|completed|obtained|"
    r"studied|earned)\b|\W*(?:After|Before|Since|While|When|Having)\s[^,;]{5,60},\sI\s|"
    r"\W*(?:I['’](?:m|ve)|My name is)\s|\W*(?:Soy|Sou|Je suis|Ich (?:bin|habe)|Ik ben)\s(?=[^\d]{2})"
)
_LEAVE = re.compile(
    r"\b(?:maternity|paternity|parental|family|sick|medical|child[- ]?care) leave\b|\bcareer break\b|\bElternzeit\b",
    re.I,
)
_NAMED = re.compile(  # "Ada Lind was appointed to the Chair of Ice Law in 2015, having ..."
    r"(?:(?:Dr|Prof|Professor)\.?\s)?(?:[A-ZÀ-Þ][\w.'’-]+\s){1,3}[A-ZÀ-Þ][\w'’-]+,?\s(?:was|is|has|joined|received|holds|earned|"
    r"obtained|completed|studied|works|worked|graduated|began|became|served|came|took|teaches|returned)\s(?=[a-z])"
)
_BEFELL = re.compile(
    r"\W*(?:[\d–—./ -]{4,20})?(?:Parental|Maternity|Paternity|Family) leave\b|\W*(?:[\d–—./ -]{4,20})?Career break\b|"
    r"[A-Z][^.\n]{2,50}\s(?:was|were|has been)\s(?:acquired|bought|sold|renamed|founded|closed|merged)\b"
)
_TOLD = re.compile(  # "**Visiting research.** In 2024, I was ...": a sentence behind a label
    r"[.:]\s(?:In (?:\w+ )?\d{4},? |(?:Prior to|Before|After|During) [^,.]{2,40}, )?(?:I|[Hh]e|[Ss]he) "
    r"(?:am|was|have|has|is|completed|collaborate|worked|work|studied|spent)\b"
)
_POINTS = re.compile(  # where to find more, not more
    r"\bcan be found\b|\bsee my\b|\bplease (?:see|find|refer|check|contact)\b|\bfull (?:cv|resume|list)\b|"
    r"\bavailable (?:here|on|upon)\b|^\W*(?:click|download)\b",
    re.I,
)


def _is_named(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase of unknown kind reads as a name: every longer word of it in capitals."""
    if page.is_heading(max(page.block_at(phrase.start), 0)):
        return phrase.end - phrase.start <= 40  # a heading over a role and its dates
    words = re.findall(r"[^\W\d_]{4,}", page.text[phrase.start : phrase.end])
    return bool(words) and all(word[0].isupper() for word in words) and len(words) <= 4


_LONGEST_DETAIL = 110  # characters; a longer line tells about the post
_LONGEST_PLACE = 180  # of one that names an organisation: department, faculty, university, town and country
_ROLE_LABEL = re.compile(
    r"(?:role|position|title|cargo|função|puesto|poste|fonction|funktion|rolle|должность|职位|职务|"
    r"직위|직책)\s*[:：]\s*",
    re.I,
)
_AT = re.compile(r"(?:\bat|@|\bbei|\bchez|\bpresso)\s*(?:the\s+)?$")


def _with_details(page: Page, entry: Entry, cells: Sequence[Line], facts: Facts, study: bool) -> Facts:
    """The facts of an entry whose lines of detail say what its own lines leave out: where, or as what."""
    named = facts.of("organization") or len(facts.phrases) == len(facts.of("")) == 1 and facts.dates
    if not study and not facts.of("role") and named and entry.details:
        return _with_first_sentence(page, cells, facts, entry.details[0])
    behind = next((p for p in facts.of("") if _AT.search(page.text, max(0, p.start - 12), p.start)), None)
    if behind and not study and facts.of("role") and not facts.of("organization"):
        held = tuple(p._replace(kind="organization") if p is behind else p for p in facts.phrases)
        return facts._replace(phrases=held)
    missing = "organization" if any(p.kind in ("role", "degree") for p in facts.phrases) else ""
    if facts.of("organization") or not entry.details or (not missing and facts.phrases and not study):
        if not (study and facts.of("organization") and not facts.of("degree")):
            return facts
    roles = facts.of("role")
    beside = next((p for p in facts.of("") if roles and p.line == roles[0].line + 1 and _is_named(page, p)), None)
    if beside and not study and page.marked(beside.start, beside.start + 1, "em", "strong", "link"):
        return facts  # set apart on the line below the role: where it was held
    more: list[Line] = []
    for line in [ln for ln in entry.details if not LABELLED.match(page.text, ln.start, ln.end)][:3]:
        words = page.text[line.start : line.end]
        if (
            len(words) > (_LONGEST_PLACE if is_organization(words) else _LONGEST_DETAIL)
            or is_of_tags(page, line)
            or tells_of_work(words)
            or re.match(
                r"\W*(?:dut(?:y|ies)|supervis|advis|mentor|topic|thesis|research|worked|developed|responsib|"
                r"conduct|studied|[^,;]{0,40}\bgrants?\b|负责|主持|参与|完成|主导|协助|开发|设计|利用|使用|담당|전공|연구|논문|題目|テーマ)",
                words,
                re.I,
            )
            or words.endswith(".")
            and not (is_organization(words) and ". " not in words)
        ):
            continue
        more += [unlabelled(page, cell) for cell in cells_of(page, clean_line(page, line))]
    if not more:
        return facts
    fuller = read_facts(page, [*cells, *more], degrees=study)
    known = any(p.kind == "" and _is_named(page, p) for p in facts.phrases)
    unknown = None if known else next((p for p in fuller.phrases if p.kind == "" and p.line >= len(cells)), None)
    if not fuller.of("organization") and unknown and missing and not study:
        fuller = fuller._replace(
            phrases=tuple(p._replace(kind="organization") if p is unknown else p for p in fuller.phrases)
        )
    return fuller


def _with_first_sentence(page: Page, cells: Sequence[Line], facts: Facts, line: Line) -> Facts:
    """The facts of an entry whose detail begins with the role: "Postdoctoral fellow. We study ..."."""
    line = clean_line(page, line)
    label = _ROLE_LABEL.match(page.text, line.start, line.end)
    line = line._replace(start=label.end()) if label else line
    stop = re.compile(r"[.;。；]\s|\n|$").search(page.text, line.start, line.end)
    end = stop.start() if stop else line.end
    if end - line.start > 90 or read_dates(page.text, line.start, end):
        return facts
    fuller = read_facts(page, [*cells, line._replace(end=end)], degrees=False)
    role = next((p for p in fuller.of("role")), None)
    return fuller if role and role.start == line.start else facts

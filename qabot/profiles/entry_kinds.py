"""What an entry of a career is: a degree, a post told among the degrees, years at a school."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.profiles.affiliations import Facts, Phrase
from qabot.profiles.career_words import is_qualification
from qabot.profiles.dates import read_dates
from qabot.profiles.entries import Entry
from qabot.profiles.page import Line, Page
from qabot.profiles.terms import find_degrees, is_cjk_text, is_organization, is_student, role_at

_ATTENDED = re.compile(r"(?:大学|大學)\s?[\s\S]{0,30}?(?:学部(?!門)|学科|研究科|専攻|学類)|高等学校|高校(?!教)")
_EMPLOYED = re.compile(
    r"教授|講師|助教|助手|研究員|研究生|職員|客員|教諭|エンジニア|[Ff]ellow|[Pp]rofessor|[Rr]esearch|受け入れ"
)


def is_attended(page: Page, entry: Entry) -> bool:
    """Whether an entry names a Japanese school, its department and nothing else: somebody studied there."""
    words = "\n".join(page.text[line.start : line.end] for line in entry.lines)
    return bool(_ATTENDED.search(words)) and not _EMPLOYED.search(words) and not role_at(words)


def is_post(page: Page, facts: Facts) -> bool:
    """Whether an entry of the education is a post, told among the degrees: a postdoc, a lectureship."""
    titles = facts.of("degree")
    if names_qualification(page, facts):
        return False
    if titles and facts.dates and _VISITING.match(page.text, titles[0].start, titles[0].end):
        return True
    if not titles:
        first = next((p for p in facts.phrases if p.kind in ("", "organization")), None)
        words = page.words(first.start, first.end) if first else ""
        if any(find_degrees(page.text, p.start, p.end) for p in facts.of("role")):
            return False  # "Ph.D (Visiting)"
        if facts.dates and any(_TRAINED.search(page.words(p.start, p.end)) for p in facts.of("role")):
            return True
        lead = role_at(words[:80])
        trained = _TRAINED.search(words)
        if (
            facts.dates
            and (lead and lead.start() <= 24 or trained)
            and not is_student(words)
            and not _STUDY.search(words)
        ):
            return True
        return bool(facts.dates) and any(_names_post(page, p) for p in facts.phrases if p.kind in ("", "organization"))
    if len(titles) == 1 and _POSTDOC.match(page.text[titles[0].start : titles[0].end]):
        return True
    return len(titles) == 1 and bool(_HELD.match(page.text, titles[0].start, titles[0].end))


def names_qualification(page: Page, facts: Facts) -> bool:
    """Whether an entry is a qualification or membership, and neither degree nor post: "Chartered Engineer, 2010"."""
    first = next(iter(facts.phrases), None)
    return first is not None and not facts.of("degree") and is_qualification(page.words(first.start, first.end))


_VISITING = re.compile(  # "Visiting PhD student": where somebody was, no degree
    r"\W*(?:visiting|exchange|guest)\s(?:(?:ph\.?\s?d\.?|doctoral|graduate|master['’]?s|undergraduate|research)\s)?"
    r"(?:student|scholar|researcher|fellow)\b",
    re.I,
)
_TRAINED = re.compile(
    r"(?i:^\W*(?:(?:research|industrial|industry|summer|clinical|graduate|student|postgraduate)"
    r"\s)*(?:internship|traineeship|"
    r"placement|research (?:stay|visit))\b)|\bresidency\b|\b(?:clinical|surgical|postdoctoral) fellowship\b",
    re.I,
)
_POST = re.compile(  # a post by its whole name, whatever stands behind it: no student's, no course
    r"\W*(?:(?:visiting|temporary|associate|assistant|adjunct|full|junior|senior|graduate|undergraduate|postdoctoral|"
    r"teaching|research|staff|principal|clinical)\s)+"
    r"(?:(?:research|teaching|laboratory|lab)\s)?(?:professor|lecturer|fellow|researcher|scientist|assistant|associate|"
    r"instructor|engineer|technician)s?\b(?!\s?(?:program|student|school))",
    re.I,
)


def _names_post(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase that leads its line is the name of a post: "Visiting Assistant Professor"."""
    before = page.text[max(0, phrase.start - 40) : phrase.start].rsplit("\n")[-1]
    found = _POST.match(page.text, phrase.start, phrase.end)
    return bool(found) and not re.search(r"[^\W\d_]", before) and not is_student(page.words(phrase.start, phrase.end))


_STUDY = re.compile(
    r"stud(?:y|ies|ium|iengang|ies)|[ée]tudes|diplôm|formation|schule|college|gymnas|lyc[ée]e|"
    r"hochschulreife|учеб|обуч|аспирантур|"
    r"exchange|school|kurs|course|program|curs|master|bachelor|promotion|degree|laurea|grado|graduat",
    re.I,
)
_HELD = re.compile(  # a role with the word for a degree behind it
    r"(?:wissenschaftliche\w* mitarbeiter\w*|research associate|research fellow|mitarbeiter\w*|"
    r"assistent\w*)\b.{0,12}post-?\s?doc",
    re.I,
)
_POSTDOC = re.compile(r"\W*post-?\s?doc", re.I)
_STUDIES = re.compile(
    r"stud(?:ies|y|ium)|(?:allgemeine |fach)?hochschulreife|abitur|matura|baccalauréat|bachillerato|"
    r"(?:ib|high school|international baccalaureate|secondary school|postgraduate|professional)? ?diploma|"
    r"international baccalaureate|a-? ?levels?|gcses?|(?:higher |secondary |high )?(?:school |leaving )?certificate|"
    r"(?:exchange|erasmus|visiting) (?:semester|year|term)|"
    r"(?:study|semester) abroad|agr[ée]gation(?: (?:externe|interne))?|(?:hypo)?khâgne|pgc\w+",
    re.I,
)
_WORK_FOR = re.compile(r"(?:\s(?:degree|thesis|dissertation|research)){0,2}\sproject\b", re.I)  # "Ph.D. project"


def is_degree_entry(page: Page, cells: Sequence[Line], facts: Facts) -> bool:
    """Whether an entry of a career is a degree: no role, and a degree leads the words."""
    roles = facts.of("role")
    if not cells or any(not _EAST_COURSE.search(page.text, p.start, p.end) for p in roles):
        return False
    for cell in cells:
        terms = [
            t
            for t in find_degrees(page.text, cell.start, cell.end)
            if t.kind != "other" or _STUDIES.fullmatch(page.text[t.start : t.end])
        ]
        dates = read_dates(page.text, cell.start, cell.end)
        begin = next((d.stop for d in dates if d.begin <= cell.start + 1), cell.start)
        if terms and terms[0].start - begin <= 30:
            return not _WORK_FOR.match(page.text, terms[0].end, cell.end)
        last = terms[-1] if terms and is_cjk_text(page.text[cell.start : cell.end]) else None
        if last and cell.end - last.end <= 8 and is_organization(page.text[cell.start : last.start]):
            return True  # "北方大学 音楽学部 学士（音楽）"
    return False


_EAST_COURSE = re.compile(
    r"(?:博士|修士)(?:前期|後期)?課程|(?:박사|석사|통합)\s?과정(?!\s?(?:후|연구))"
)  # a course, not a post

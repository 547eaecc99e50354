"""What a page tells in its own words though no fact was read from it: the lines of the matter, quoted.

Reading facts is never complete. Before a profile is said not to tell something, its lines are looked through for one
that speaks of the relation (a cue of any language, or a heading of its kind), holds every condition of the question,
and has what is asked for in it: a name, a year, an organization.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qabot.answers.context import Context, Outcome
from qabot.answers.filters import coverage
from qabot.answers.passages import sentences, shown
from qabot.profiles.same import same_person
from qabot.questions.amounts import NUMBER_WORDS
from qabot.questions.lexicon import Lexicon, language_of, plain
from qabot.questions.query import Query
from qabot.sources.source import Span

# The kinds of section whose lines are of a relation whatever their words.
_SECTIONS = {
    "education": ("education",),
    "award": ("awards", "student awards"),
    "talk": ("talks",),
    "teaching": ("teaching",),
    "service": ("service",),
    "project": ("projects", "grants"),
    "skill": ("skills",),
    "language": ("languages",),
    "interest": ("interests",),
    "student": ("students",),
    "position": ("positions", "internships", "visits"),
    "thesis": ("theses",),
}
_OTHERS = frozenset(("students", "openings", "references", "papers", "preprints", "media", "collaborators"))
_LISTS = _OTHERS.union(*_SECTIONS.values())  # lines under these headings are of the heading's matter alone
_RESEARCH = re.compile(
    r"\b(?:research (?:interests?|focus\w*|areas?|topics?)|(?:my|his|her|their) research|"
    r"(?:i|he|she) (?:stud(?:y|ies)|works? on)|forschung\w*|forsche|recherches? (?:porte|concern)|mes recherches|"
    r"investigacion|научн\w+ интерес\w*|исследу\w*)\b"
    r"|研究方向|研究兴趣|主要研究|从事|専門|研究して|연구 분야|연구합니다|연구하고"
)
_BESIDE = {  # but for what is told beside them
    "advisor": ("education", "positions", "internships", "visits"),
    "thesis": ("education",),
    "award": ("education",),
    "teaching": ("positions",),
    "student": ("teaching", "positions"),
}
_WORKS = re.compile(
    r"\b(?:work(?:s|ed|ing)?|join(?:ed|ing)?|employ\w*|positions?|appointed|serv(?:e|es|ed|ing)|arbeite\w*|tatig|travaill\w*|"
    r"trabaj\w*|работа\w*)\b|工作|任职|就职|担任|勤務|所属|근무|재직"
)
_PERSON = re.compile(
    r"(?:Prof|Dr|Mr|Ms)\b|\b[A-ZÀ-ÞА-Я][\w'’-]+(?:\s+(?:[A-Z]\.|[a-z]{1,3}|[A-ZÀ-ÞА-Я][\w'’.-]+)){1,3}"
    r"|[㐀-鿿]{2,4}\s*(?:教授|老师|老師|先生|博士)|[가-힣]{2,4}\s*(?:교수|박사)"
)
_GUIDES = re.compile(  # "I supervise": the owner of the page is the advisor
    r"\b(?:i|we|he|she) (?:have |also )*(?:co-?)?(?:advis|supervis|mentor)|\b(?:advis|supervis|mentor)(?:ing|ed|es) "
    r"(?:\w+ ){0,3}students?|\bstudents? (?:supervis|advis|mentor)|advisory|advisees?|\bsupervision of\b"
    r"|руководител\w* (?:проект|групп|отдел|направлен|научных)|\bhead of\b"
)
_ORGANIZATION = re.compile(
    r"\b(?:universi\w+|institut\w*|college|school|academy|hochschule|ecole|lab\w*|politecnic\w*|polytechnic\w*|eth|epfl|"
    r"mit|uni|gmbh|inc|ltd|corp\w*|company|centre|center|cnrs|университет\w*|институт\w*|академи\w*)\b"
    r"|大学|大學|学院|研究院|研究所|公司|대학|연구소|회사|会社|機構"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_STUDENTS = re.compile(r"\bstudents\b|学生们|학생들")
_MOST = 4  # lines quoted


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence or line of a profile."""

    span: Span
    text: str
    words: str  # plain
    kind: str  # of its section
    heading: str  # plain, all headings above it


def tell(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Quote the lines that tell what is asked of a relation; None when no line does."""
    if relation not in _SECTIONS and relation != "advisor":
        return None
    if query.intent == "yes_no" and Lexicon.load().has("now", plain(query.text)):
        return None  # what a line says is so may be long past
    lines = [line for line in _lines(context, person) if _holds(context, query, line) and _speaks(line, relation)]
    lines = [line for line in lines if _gives(context, query, person, relation, line)]
    if not lines:
        return None
    if query.intent == "yes_no":
        context.draft.say(context.phrase("yes", rest="").strip())
    narrow = query.years or query.degree or query.organizations or query.topic or query.role
    for line in lines[: 2 if narrow else _MOST]:
        values = shown(context, line.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [line.span])
    return Outcome("answered", (person,))


_COUNTED = re.compile(rf"(?<![\d.\w])(\d{{1,3}}(?:,\d{{3}})?|{'|'.join(NUMBER_WORDS)})\+?\s+(?:[a-z-]+\s+){{0,4}}")


def tell_count(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Quote a line that gives a number of something ("over 50 papers") where the page does not list it."""
    if query.years or query.venues or query.organizations or query.others or query.unknown or query.topic:
        return None
    for line in _lines(context, person):
        if line.kind in _OTHERS - {"students"}:
            continue
        for cue in Lexicon.load().relations[language_of(line.text)].find(line.words):
            counted = [m for m in _COUNTED.finditer(line.words, 0, cue.start) if m.end() == cue.start]
            if cue.meaning == relation and counted:
                words = counted[0][1]
                number = NUMBER_WORDS.get(words) or int(words.replace(",", ""))
                if query.intent == "yes_no" and query.amount is not None:
                    truth = (number in query.amount) != query.negated
                    context.draft.say(context.phrase("yes" if truth else "no", rest="").strip())
                text = context.phrase("match", name=context.name(person), values=shown(context, line.span))
                context.draft.state(text, person, [line.span])
                return Outcome("answered", (person,))
    return None


def tell_openings(context: Context, query: Query, person: str) -> Outcome:
    """Whether somebody takes students or staff, in the words of the page; not stated where it has none."""
    lexicon = Lexicon.load()
    lines = [line for line in _lines(context, person) if line.kind == "openings" and line.words not in line.heading]
    lines = lines or [line for line in _lines(context, person) if lexicon.has("openings", line.words)]
    if not lines:
        return context.not_stated(query, person)
    for line in lines[:3]:
        values = shown(context, line.span)
        context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [line.span])
    return Outcome("answered", (person,))


def _lines(context: Context, person: str) -> Iterator[_Line]:
    for path in context.library.profiles[person].sources:
        source = context.library.source(path)
        for start, end in sentences(source.text):
            span = Span(path, start, end)
            section = context.library.section_of(person, span)
            text = source.text[start:end]
            heading = plain(" ".join(section.path)) if section else ""
            yield _Line(span, text, plain(text), section.kind if section else "", heading)


def _speaks(line: _Line, relation: str) -> bool:
    """Whether a line speaks of a relation: by its section, else by a cue in its own language or English."""
    if line.kind in _SECTIONS.get(relation, ()):
        return line.words.strip() not in line.heading
    if line.kind in _LISTS and line.kind not in _BESIDE.get(relation, ()):
        return False
    if relation == "interest":
        return _RESEARCH.search(line.words) is not None
    if relation == "position":
        return _WORKS.search(line.words) is not None or bool(Lexicon.load().roles.find(line.words))
    cues = Lexicon.load().relations[language_of(line.text)].find(line.words)
    return any(cue.meaning == relation for cue in cues)


def _holds(context: Context, query: Query, line: _Line) -> bool:
    """Whether every condition of the question holds of a line."""
    lexicon = Lexicon.load()
    if query.years and not any(int(year) in query.years for year in _YEAR.findall(line.text)):
        return False
    if query.degree and not any(cue.meaning == query.degree for cue in lexicon.degrees.find(line.words)):
        return False
    if query.role and not any(cue.meaning == query.role for cue in lexicon.roles.find(line.words)):
        return False
    named = [m for m in query.mentions if m.kind in ("organization", "venue")]
    names = [{plain(m.words), *(plain(c.label) for c in m.candidates)} for m in named]
    if not all(any(name in line.words for name in each) for each in names):
        return False
    return coverage(query.topic, f"{line.heading} {line.words}", context.weights) >= 0.75


def _guide(line: _Line, names: tuple[str, ...]) -> bool:
    """Whether a line names somebody right beside the words for advising, and not the owner of the page."""
    cues = Lexicon.load().relations[language_of(line.text)].find(line.words)
    for cue in cues:
        if cue.meaning == "advisor":
            near = line.text[max(0, cue.start - 40) : cue.end + 60]
            others = [m.group() for m in _PERSON.finditer(near) if not any(same_person(m.group(), n) for n in names)]
            if others and not _GUIDES.search(line.words):
                return True
    return False


def _gives(context: Context, query: Query, person: str, relation: str, line: _Line) -> bool:
    """Whether a line has in it what is asked for."""
    names = context.library.profiles[person].names()
    if relation == "advisor":
        return _guide(line, names)
    if query.want == ("who",):
        others = [m.group() for m in _PERSON.finditer(line.text) if not any(same_person(m.group(), n) for n in names)]
        return bool(others) and not _GUIDES.search(line.words)
    if "when" in query.want or "how_long" in query.want:
        return _YEAR.search(line.text) is not None
    if relation in ("education", "position"):
        return _ORGANIZATION.search(line.words) is not None and not _STUDENTS.search(line.words)
    return True

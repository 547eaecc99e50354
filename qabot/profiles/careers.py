"""Positions and degrees: entries of the sections on work and study, each with its dates and the words it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qabot.profiles.affiliations import LED_BY, Facts, Phrase, cells_of, entry_cells, is_of_tags, read_facts, unlabelled
from qabot.profiles.awards import read_award_line
from qabot.profiles.career_rows import below_date, break_behind_posts, dated_once, joined_entries, parted, with_heading
from qabot.profiles.columns import Columns, read_columns
from qabot.profiles.dates import read_dates
from qabot.profiles.degree_events import entered_and_left, is_school_event, same_school
from qabot.profiles.degree_schools import shared_schools, with_school_above
from qabot.profiles.education import read_degrees, under_degree, with_school_lines
from qabot.profiles.entries import LABELLED, Entry, clean_line, read_entries
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.page import Line, Page, Range
from qabot.profiles.people import read_advisors
from qabot.profiles.positions import POSITION_KINDS, read_positions
from qabot.profiles.profile import Award, Degree, Position, Value
from qabot.profiles.row_labels import row_label
from qabot.profiles.sections import Part
from qabot.profiles.slots import fill_slots
from qabot.profiles.tables import is_template
from qabot.profiles.terms import find_degrees, is_cjk_text, is_organization, is_role, is_student, role_at


class Career(NamedTuple):
    """What a section on work or study says."""

    positions: tuple[Position, ...] = ()
    degrees: tuple[Degree, ...] = ()
    awards: tuple[Award, ...] = ()  # what stands among them, and is neither


_PRIZE = re.compile(r"[A-ZÀ-Þ].*\b(?:grant|award|prize|medal|preis|prix|premio)$", re.I)


def _prizes(page: Page, positions: Sequence[Position]) -> tuple[list[Position], list[Award]]:
    """The posts, and the awards among what stands there as posts: "2020 Ice Starting Grant" in a timeline."""
    won = [post for post in positions if _PRIZE.fullmatch(post.role or post.organization) and not is_role(post.role)]
    lines = [line for post in won for line in page.lines_in(post.span.start, post.span.end)[:1]]
    return [post for post in positions if post not in won], [a for line in lines for a in read_award_line(page, line)]


def read_career(page: Page, part: Part, above: Sequence[Part] = ()) -> Career:
    """The positions and degrees of one section; `above`: headings that run on into its own."""
    study = part.kind == "education"
    headed = heading_kind(part.section.title)
    own_heading = bool(part.section.title) and (headed in ("", "years") or _is_of_entry(part, headed))

    shared = shared_schools(page, part) if study else frozenset()

    def anchor(line: Line) -> bool:
        if line.block in shared:
            return line.start == page.blocks[line.block].start
        words = page.text[line.start : line.end]
        if _PRINTED.match(words) or _ASIDE.match(words):
            return False
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    if page.source.format in ("text", "pdf"):
        break_behind_posts(page, part)
    columns = read_columns(page, part)
    entries = [entry for entry in read_entries(page, part, anchor) if not columns.is_head(entry)]
    if own_heading:
        entries = with_heading(page, part, entries, above)
    entries = [below_date(page, piece) for entry in joined_entries(page, entries) for piece in parted(page, entry)]
    positions: list[Position] = []
    degrees: list[Degree] = []
    organization: Phrase | None = None
    school: Degree | None = None
    for entry, cells, facts in _told(page, entries, study):
        details = [
            v
            for line in (*entry.details, *(entry.lines if study else ()))
            for v in read_advisors(page, line.start, line.end)
        ]
        first = page.text[entry.lines[0].start : entry.lines[0].end] if entry.lines else ""
        event = is_school_event(first) or bool(_PUPIL.search(first)) and not facts.of("role")
        event = event or not facts.of("role") and _is_attended(page, entry)
        if study and _is_post(page, facts):
            made, _ = read_positions(page, part, entry, read_facts(page, cells, degrees=False), details, None)
            positions += made
        elif study or event or _is_degree(page, cells, facts):
            facts = facts if study else read_facts(page, cells, degrees=True)
            found = read_degrees(page, entry, facts, details)
            found = found or same_school(page, entry, facts, degrees, details)
            if study and not found and degrees and _tells_advisors(page, entry, details):
                degrees[-1] = replace(degrees[-1], advisors=(*degrees[-1].advisors, *details))
            if study:
                found, school = with_school_above(page, entry, facts, found, school)
            degrees += [_with_field(page, columns, entry, degree) for degree in found]
        else:
            made, organization = read_positions(page, part, entry, facts, details, _above(page, entry) or organization)
            nested = _nested_posts(page, part, entry, organization)
            bare = not any(post.role for post in made)  # the employer and its years, above the posts held there
            made = [*nested] if nested and (not facts.dates or bare) else [*made, *nested]
            positions += [_with_unit(page, columns, entry, post) for post in made]
    if _HELD_NOW.match(part.section.title):
        positions = [post if post.end or post.start else replace(post, current=True) for post in positions]
    degrees = under_degree(page, part, with_school_lines(page, degrees)) if study else degrees
    positions, awards = _prizes(page, positions)
    return Career(tuple(positions), tuple(entered_and_left(page, degrees)), tuple(awards))


def _is_of_entry(part: Part, headed: str) -> bool:
    """Whether a heading within a career is that of an entry, though its words fit another section: "Software Lead"."""
    title = part.section.title
    if len(part.section.path) < 2 or role_at(title) is None:
        return False
    return headed not in (*POSITION_KINDS, "education") or bool(read_dates(title))


_HELD_NOW = re.compile(
    r"(?:current|present|actual|aktuell|текущ|нынешн|現職|现职|现任|現任|현직)|"
    r"(?:cargos?|puestos?|roles?|postes?|posizion\w+|positions?|funciones|fonctions?) (?:actu|atua|attual)",
    re.I,
)


def _above(page: Page, entry: Entry) -> Phrase | None:
    """The organisation that a line above a list of posts names: "Ice Department, Oslo University", and posts below."""
    if not entry.label or not is_organization(entry.label):
        return None
    start = page.text.rfind(entry.label, max(0, entry.start - 5_000), entry.start)
    return Phrase(start, start + len(entry.label), "organization", 0) if start >= 0 else None


_ATTENDED = re.compile(r"(?:大学|大學)\s?[\s\S]{0,30}?(?:学部|学科|研究科|専攻|学類)|高等学校|高校(?!教)")
_EMPLOYED = re.compile(
    r"教授|講師|助教|助手|研究員|研究生|職員|客員|教諭|エンジニア|[Ff]ellow|[Pp]rofessor|[Rr]esearch|受け入れ"
)


def _is_attended(page: Page, entry: Entry) -> bool:
    """Whether an entry names a Japanese school, its department and nothing else: somebody studied there."""
    words = "\n".join(page.text[line.start : line.end] for line in entry.lines)
    return bool(_ATTENDED.search(words)) and not _EMPLOYED.search(words) and not role_at(words)


def _tells_advisors(page: Page, entry: Entry, details: Sequence[Value]) -> bool:
    """Whether an entry is a line that names advisors and nothing else: a row of its own below a degree."""
    words = page.text[entry.start : entry.end]
    return bool(details) and not read_dates(words) and len(words) <= 60 + sum(len(v.text) + 10 for v in details)


def _told(page: Page, entries: Sequence[Entry], study: bool) -> list[tuple[Entry, list[Line], Facts]]:
    """The entries of a career with their columns and what these say; templates and sentences are left out."""
    told = []
    for entry in entries:
        words = page.text[entry.start : entry.end]
        labelled = row_label(page, page.blocks[entry.lines[0].block])  # "Job title: | Lecturer" is no placeholder
        if not labelled and is_template(words) and is_template(words[:200]):
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
        facts = facts if study else _with_employer_behind(page, entry, facts)
        told.append((entry, cells, _with_details(page, entry, cells, facts, study)))
    if study:
        return told
    posts = [n for n, (_, cells, facts) in enumerate(told) if not _is_degree(page, cells, facts)]
    for number, facts in zip(
        posts, fill_slots([told[n][2] for n in posts], [len(told[n][1]) for n in posts]), strict=True
    ):
        told[number] = (*told[number][:2], facts)
    return told


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


_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}\.\s+[A-ZÀ-Þ]")


def _is_about(words: str, facts: Facts) -> bool:
    """Whether a long line only tells what a post was about, and names a year in passing."""
    return bool(_NEXT_SENTENCE.search(words)) and not facts.of("role", "organization")


_ACTS = re.compile(
    r"\W*(?!Visiting|Teaching|Acting|Consulting|Founding|Managing|Engineering|Invited)[A-Z][a-z]+(?:ed|ing)\b"
)


def _nested_posts(page: Page, part: Part, entry: Entry, organization: Phrase | None) -> list[Position]:
    """The posts that the lines nested in an entry tell, each with its own date: "Chair, 2016-2019" below a school."""
    made: list[Position] = []
    for line in entry.details if organization else ():
        line = clean_line(page, line)
        words = page.text[line.start : line.end]
        if len(words) > 90 or words.endswith(".") or not read_dates(words) or _ACTS.match(words) or LED_BY.match(words):
            continue
        facts = read_facts(page, cells_of(page, line), degrees=False)
        lead = next((p for p in facts.phrases if p.kind), None)
        if lead and lead.kind == "role" and lead.start <= line.start + 1 and not facts.of("organization"):
            made += read_positions(page, part, Entry((line,)), facts, [], organization)[0]
    return made


def _told_behind(page: Page, where: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase behind an organisation tells of the post, set apart by more than a comma."""
    return phrase.start >= where.end and bool(re.search(r"[;:.]|\n", page.text[where.end : phrase.start]))


def read_teaching_posts(page: Page, part: Part) -> list[Position]:
    """The dated posts of a section on teaching: a role at an organisation, with no course beside them."""

    def anchor(line: Line) -> bool:
        return bool(read_dates(page.text, line.start, line.end)) and line.end - line.start < 260

    made: list[Position] = []
    for entry in read_entries(page, part, anchor):
        entry = below_date(page, entry)
        facts = read_facts(page, entry_cells(page, entry), degrees=False)
        known = facts.of("organization")
        near = [p for p in facts.phrases if not (known and _told_behind(page, known[-1], p))]
        facts = facts._replace(phrases=tuple(near))
        if len(facts.of("role")) == 1 and known and facts.dates and not facts.of(""):
            made += read_positions(page, part, entry, facts, [], None)[0]
    return made


def _is_post(page: Page, facts: Facts) -> bool:
    """Whether an entry of the education is a post, told among the degrees: a postdoc, a lectureship."""
    titles = facts.of("degree")
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


_PUPIL = re.compile(r"高等学校|高校(?![教講])|中学校|고등학교|(?i:\bhigh school\b|gymnasium\b|\blycée\b|\bliceo\b)")
_BORN = re.compile(r"年.{0,30}(?:生まれ|出生)|^\W*(?:[\d.,/ ]+)?(?:[Bb]orn|[Gg]eboren|[Nn]ée? le|[Nn]acid[oa])\b")
_SAID = re.compile(
    r"\W*(?:I|[Hh]e|[Ss]he|[Mm]y)\s+(?:am|was|have|has|is|graduated|received|completed|obtained|"
    r"studied|earned)\b|\W*(?:I['’](?:m|ve)|My name is)\s|\W*(?:Soy|Sou|Je suis|Ich (?:bin|habe)|Ik ben)\s(?=[^\d]{2})"
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
_ASIDE = re.compile(r"\W*(?:(?:co-?)?advis[oe]rs?|(?:co-?)?supervisors?|thesis|dissertation|awards?)\s*[:：]", re.I)
_PRINTED = re.compile(r"\W*(?:published|accepted|presented|submitted|appeared)\b", re.I)
_POINTS = re.compile(  # where to find more, not more
    r"\bcan be found\b|\bsee my\b|\bplease (?:see|find|refer|check|contact)\b|\bfull (?:cv|resume|list)\b|"
    r"\bavailable (?:here|on|upon)\b|^\W*(?:click|download)\b",
    re.I,
)
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
    r"stud(?:ies|y|ium)|(?:allgemeine |fach)?hochschulreife|abitur|matura|baccalauréat|bachillerato", re.I
)


def _is_named(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase of unknown kind reads as a name: every longer word of it in capitals."""
    if page.is_heading(max(page.block_at(phrase.start), 0)):
        return phrase.end - phrase.start <= 40  # a heading over a role and its dates
    words = re.findall(r"[^\W\d_]{4,}", page.text[phrase.start : phrase.end])
    return bool(words) and all(word[0].isupper() for word in words) and len(words) <= 4


_WORK_FOR = re.compile(r"(?:\s(?:degree|thesis|dissertation|research)){0,2}\sproject\b", re.I)  # "Ph.D. project"


def _is_degree(page: Page, cells: Sequence[Line], facts: Facts) -> bool:
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


def _with_field(page: Page, columns: Columns, entry: Entry, degree: Degree) -> Degree:
    """A degree of a table with the field that a column of its own tells."""
    field = columns.cell(page, entry, "field")
    if degree.field or not field:
        return degree
    return replace(degree, field=page.words(*field), parts={**degree.parts, "field": page.span(*field)})


def _with_unit(page: Page, columns: Columns, entry: Entry, post: Position) -> Position:
    """A post of a table with the department or team that a column of its own tells."""
    unit = columns.cell(page, entry, "unit")
    words = page.words(*unit) if unit else ""
    if not words or not post.organization or words in post.organization or words == post.role:
        return post
    return replace(post, organization=f"{post.organization}, {words}")


_EAST_COURSE = re.compile(
    r"(?:博士|修士)(?:前期|後期)?課程|(?:박사|석사|통합)\s?과정(?!\s?(?:후|연구))"
)  # a course, not a post


_ROLE_LABEL = re.compile(
    r"(?:role|position|title|cargo|função|puesto|poste|fonction|funktion|rolle|должность|职位|职务|"
    r"직위|직책)\s*[:：]\s*",
    re.I,
)
_AT = re.compile(r"(?:\bat|@|\bbei|\bchez|\bpresso)\s*(?:the\s+)?$")


def _with_details(page: Page, entry: Entry, cells: Sequence[Line], facts: Facts, study: bool) -> Facts:
    """The facts of an entry whose lines of detail say what its own lines leave out: where, or as what."""
    if not study and not facts.of("role") and facts.of("organization") and entry.details:
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
            len(words) > 110
            or is_of_tags(page, line)
            or re.match(
                r"\W*(?:dut(?:y|ies)|supervis|advis|mentor|topic|thesis|research|worked|developed|responsib|"
                r"conduct|studied|负责|主持|参与|完成|主导|协助|开发|设计|利用|使用|담당|전공|연구|논문|題目|テーマ)",
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


def _join(page: Page, phrases: Sequence[Phrase]) -> Range | None:
    """The range from the first to the last phrase, if they stand in one line."""
    if not phrases:
        return None
    same = [p for p in phrases if p.line == phrases[0].line]
    return Range(same[0].start, same[-1].end)

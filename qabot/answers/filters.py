"""The conditions of a question as filters over entries: years, venues, organizations, topic words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qabot.profiles.profile import Award, Degree, Item, Paper, Position
from qabot.profiles.same import same_person
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query, Years
from qabot.words.degrees import level_of
from qabot.words.entries import Entry
from qabot.words.names import sounds_like, word_set
from qabot.words.organizations import initials
from qabot.words.regions import is_region, shows
from qabot.words.stems import stems

_TIMELESS = frozenset("email link skill interest language advisor".split())
_UNIVERSITY = re.compile(
    r"universi|institute of (?:science|technology)|college|school|kaist|대학|大学|大學|универс|hochschule|polytechni"
)


_HOLDS = re.compile(  # a degree that one has, not one that one studies for
    r"\b(?:holds?|has|have|had|got|(?<!done )with|earned|completed|received|finished|obtained)\s+"
    r"(?:(?:a|an|the|his|her|their|already|no|any|yet)\s+)*"
    r"(?:completed\s+)?(?:ph\.?\s?d|doctor|master|bachelor|m\.?sc|b\.?sc|m\.?s\b|b\.?s\b|degree)(?!\w*\W+(?:student|candidate))"
)


_COMPLETED = re.compile(r"^\W*(?:did|has|have)\b.*\b(?:complete[d]?|finish(?:ed)?)\b")


def coverage(topic: str, words: str, weight: Callable[[str], float] = lambda _: 1.0) -> float:
    """The share (0..1) of the topic's stems that stand in `words`, weighted."""
    wanted = stems(topic)
    if not wanted:
        return 1.0
    present = stems(words)
    total = sum(weight(w) for w in wanted)
    return sum(weight(w) for w in wanted if w in present or _begins(w, present)) / total if total else 0.0


def _begins(word: str, present: frozenset[str]) -> bool:
    """Whether a word of the text is the same but for its ending."""
    if len(word) < 5:
        return False
    return any(
        min(len(word), len(other)) >= 5
        and (other.startswith(word) or word.startswith(other))
        and (abs(len(other) - len(word)) <= min(len(word), len(other)) - 4 or min(len(word), len(other)) >= 7)
        for other in present
    )


Test = Callable[[Entry], bool]
_LEVEL = re.compile(
    r"\b(?:under)?graduate\b(?= (?:\w+ )?(?:course|class|seminar|lecture|level|student|statistics)|\W*[),]|$)"
)
_GRANTS = re.compile(r"\bgrants?\b")
_PRIZES = re.compile(r"\b(?:awards?|prizes?|scholarships?|fellowships?|medals?|honou?rs?|stipends?|travel)\b")
_GRANTED = re.compile(
    r"\bgrant\w*|\bfund\w*|\bnsf\b|\bnih\b|\berc\b|\bdfg\b|\banr\b|\br0\d\b|\bprincipal investigator\b|\bpi\b"
    r"|gefordert|forder\w+|subvenci|financ|грант|基金|项目|助成|科研費|연구비|과제"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition of a question: what passes, and the phrase that names it."""

    phrase: str  # key in phrases.yaml
    values: str
    passes: Test


def filters_of(query: Query, relation: str, knowledge: Knowledge, owner: Sequence[str] = ()) -> list[Filter]:
    """The conditions a query sets on entries of a relation. `owner` are the names of the person they are about."""
    found: list[Filter] = []
    if query.years and relation not in _TIMELESS:
        gained = relation in ("education", "thesis") and Lexicon.load().has("gained", plain(query.text))
        found.append(_years_filter(query.years, at_end=gained))
    if query.venues:
        tests = [_venue_filter(venue, knowledge) for venue in query.venues]
        found.append(Filter("filter_at", " / ".join(query.venues), lambda entry: any(test(entry) for test in tests)))
    if query.organizations:
        loose = relation not in ("position", "education")  # "a Humboldt fellowship" is of no university
        printed = {c.label: m.words for m in query.mentions if m.kind == "organization" for c in m.candidates[:1]}
        places = [_organization_filter(o, knowledge, printed.get(o, ""), loose=loose) for o in query.organizations]
        names = " / ".join(query.organizations)
        found.append(Filter("filter_at", names, lambda entry: any(test(entry) for test in places)))
    if query.degree and relation in ("education", "thesis", "advisor"):
        found.append(Filter("filter_degree", query.degree, _degree_filter(query.degree)))
    text, lexicon = plain(query.text), Lexicon.load()
    completed = query.intent == "yes_no" and _COMPLETED.search(text)
    if relation == "education" and (query.degree and _HOLDS.search(text) or completed):
        found.append(
            Filter("filter_finished", "", lambda entry: not (entry.current or _UNFINISHED.search(entry.words)))
        )
    hosted = relation == "advisor" and query.role in _HOSTED
    if query.role and (relation in ("position", "service", "teaching") or hosted):
        found.append(Filter("filter_role", query.role, _role_filter(query.role)))
    found += _rank_filters(text) if relation == "position" else []
    if query.others and relation in ("paper", "coauthor"):
        others = [written_with((name,)) for name in query.others]
        found.append(Filter("filter_with", " & ".join(query.others), lambda entry: all(test(entry) for test in others)))
    if relation == "position" and lexicon.has("industry", text) and not query.organizations:
        found.append(Filter("filter_industry", "", _in_industry))
    elif relation == "position" and lexicon.has("academia", text) and not query.organizations:
        found.append(Filter("filter_role", "academia", lambda entry: not _in_industry(entry)))
    if relation == "teaching" and (levels := _LEVEL.findall(text)):
        found.append(
            Filter("filter_about", " / ".join(levels), lambda e: any(w in _LEVEL.findall(e.words) for w in levels))
        )
    if relation in ("award", "project") and _GRANTS.search(text) and not _PRIZES.search(text):
        found.append(Filter("filter_about", "grant", lambda entry: _GRANTED.search(entry.words) is not None))
    return [*found, *_paper_filters(plain(f"{query.narrowed} {query.text}"), owner)] if relation == "paper" else found


def _paper_filters(text: str, owner: Sequence[str]) -> list[Filter]:
    """The conditions of a plain question that only papers meet."""
    lexicon = Lexicon.load()
    found = [Filter("filter_alone", "", lambda entry: len(_authors(entry)) == 1)] if lexicon.has("alone", text) else []
    found += _kind_filters(text)
    if lexicon.has("first_author", text):
        found.append(Filter("filter_first", "", _leads(owner)))
    elif _EQUAL.search(text):
        found.append(Filter("filter_role", "*", _marked(owner)))
    tongue = _TONGUE.search(text)
    if tongue and tongue[1] in _SCRIPTS:
        script = re.compile(_SCRIPTS[tongue[1]])
        found.append(Filter("filter_role", tongue[1], lambda entry: script.search(_title(entry)) is not None))
    return found


_HOSTED = frozenset(("intern", "postdoc", "visitor"))  # posts that somebody guides
_EQUAL = re.compile(
    r"\bequal(?:ly)?[- ]contribut\w+|\bcontribut\w+ equally|\bequal contribution"
    r"|\b(?:co-?|shared |joint )first[- ]author|共同一作|同等贡献|공동 ?1저자"
)
_TONGUE = re.compile(
    r"\b(?:papers?|articles?|publications?|published|written|works?|titles?)\b"
    r".*\bin (chinese|japanese|korean|russian)\b"
)
_SCRIPTS = {
    "chinese": r"^[^\u3040-\u30ff]*[\u4e00-\u9fff]{2}[^\u3040-\u30ff]*$",
    "japanese": r"[\u3040-\u30ff]",
    "korean": r"[\uac00-\ud7a3]{2}",
    "russian": r"[\u0430-\u044f]{3}",
}


def _title(entry: Entry) -> str:
    return entry.fact.title if isinstance(entry.fact, Paper) else ""


def _marked(owner: Sequence[str]) -> Test:
    """Passes papers that print a sign of equal contribution behind the owner's name."""
    families = [re.escape(part) for name in owner for part in [plain(name).split()[-1]] if len(part) > 1]
    sign = re.compile(rf"\b(?:{'|'.join(families) or '-'})(?:,? [a-z]{{1,3}}\b\.?)*\s?[*†‡#=∗§]")
    return lambda entry: sign.search(entry.words) is not None


def written_with(names: Sequence[str]) -> Test:
    """Passes papers that have one of these names among their authors."""
    return lambda entry: (
        any(_same(author, name) for author in _authors(entry) for name in names)
        or any(_printed(entry, name) for name in names)
    )


def _same(author: str, name: str) -> bool:
    return same_person(author, name) or _nickname(author, name) or sounds_like(author, name)


def _printed(entry: Entry, name: str) -> bool:
    """Whether a paper's entry prints a whole name though it was not read as an author's."""
    bare = plain(name)
    return isinstance(entry.fact, Paper) and " " in bare and f" {bare}" in f" {entry.words}"


def _nickname(author: str, name: str) -> bool:
    """Whether a name is an author's with the given name cut short: "Tim O'Donnell" for "Timothy J. O'Donnell"."""
    one, other = plain(author).split(), plain(name).split()
    if len(one) < 2 or len(other) != 2 or one[-1] != other[-1]:
        return False
    return len(other[0]) >= 3 and one[0].startswith(other[0])


_TWO = re.compile(r"^|\b(?:and|et|und|y|e|и)\b|[&/+＋]|和|与|및")  # "Licence et Master"


def _degree_filter(degree: str) -> Test:
    cues = Lexicon.load().degrees

    def test(entry: Entry) -> bool:
        if isinstance(entry.fact, Degree):
            return degree_level(entry) == degree or degree in map(level_of, _TWO.split(entry.fact.degree)[1:])
        return any(cue.meaning == degree for cue in cues.find(entry.words))

    return test


_TOLD_BY_HEADING = ("intern", "visitor", "founder")


def _role_filter(role: str) -> Test:
    roles = Lexicon.load().roles

    def test(entry: Entry) -> bool:
        own = plain(entry.fact.role) if isinstance(entry.fact, Position) else ""
        named = [cue.meaning for cue in roles.find(own)]
        if role in named:
            return True
        if not own and isinstance(entry.fact, Position):
            named = [cue.meaning for cue in roles.find(plain(entry.label))]
            return role in named or role in _TOLD_BY_HEADING and role in [c.meaning for c in roles.find(entry.words)]
        if not own:
            return any(cue.meaning == role for cue in roles.find(entry.words))
        # a heading may tell the kind of post ("Internships"), but other people named beside it bear titles too
        return role in _TOLD_BY_HEADING and any(cue.meaning == role for cue in roles.find(entry.words))

    return test


EXPECTED = re.compile(r"expected|anticipated|voraussichtlich|prevu|prevista|예정|预计|見込|ожида")
_UNFINISHED = re.compile(
    rf"{EXPECTED.pattern}|\b(?:discontinued|dropped out|withdr\w+|incomplete|not completed|unfinished|abgebrochen"
    r"|interrompu\w*|abandonn\w*|inconclus\w*|(?:in )?sospes[oa]|on hold|незаконч\w*)\b|肄业|退学|중퇴"
)
_OVER = re.compile(
    r"\b(?:previous\w*|formerly|before (?:that|this|joining|then)|prior to|earlier|(?:i|he|she) was|worked|former|"
    r"until|zuvor|fruher|auparavant|anteriormente|ранее)\b|曾|之前|以前|前は|이전"
)
_PLACES_OF = {  # a kind of paper by the name of where it appeared
    "journal": r"journal|transactions|letters|annals|magazine|zeitschrift|revue|revista|学报|学会誌|журнал|plos",
    "conference": r"conference|proceedings|symposium|congress|meeting|konferenz|tagung|congres|конференц",
    "workshop": r"workshop",
    "chapter": r"chapter|handbook|encyclop",
    "preprint": r"arxiv|biorxiv|medrxiv|psyarxiv|ssrn|preprint|working paper",
    "patent": r"patent",
    "poster": r"poster",
    "review": r"\breview of\b",
    "book": r"\b(?:press|verlag|publishers?|publishing|wiley|routledge|editorial|editions|izdatelstvo)\b|出版社|출판사",
}


_BESIDES = re.compile(r"\W*(?:too|also|as well|included|inclusive|inbegriffen|comprises)\b")


def kinds_asked(text: str) -> set[str]:
    """The kinds of paper a plain question asks for ("journal papers"), none where one is only meant besides."""
    cues = [*Lexicon.load().kinds.find(text)]
    if any(_BESIDES.match(text, cue.end) for cue in cues) or re.search(r"\binclud", text):
        return set()
    kinds = {cue.meaning for cue in cues}
    if "book" in kinds and re.search(r"\breview", text):
        kinds = {"review"}  # "Which books has she reviewed?"
    match = re.search(r"\b(?:in|at) an? (?:\w+ )?(journal|conference|workshop)\b", text)
    return kinds | {match[1]} if match else kinds


def kinds_named(words: str) -> set[str]:
    """The kinds of paper that the plain name of a place stands for."""
    return {kind for kind, named in _PLACES_OF.items() if re.search(named, words)}


def kinds_of(entry: Entry) -> set[str]:
    """The kinds a paper is of: by the heading it stands under, else by its status and its place."""
    if not isinstance(entry.fact, Paper):
        return set()
    kinds = kinds_named(plain(f"{entry.fact.venue} {entry.fact.venue_short}"))
    kinds |= {"preprint"} if entry.fact.status == "preprint" else set()
    around = entry.words.replace(plain(entry.fact.title), " ")
    told = {cue.meaning for cue in Lexicon.load().kinds.find(around)} - {"poster", "patent"}  # links beside it
    if "workshop" in kinds | told:
        kinds -= {"conference"}
    return told or kinds


def _kind_filters(text: str) -> list[Filter]:
    """The kind of paper a plain question asks for, and how far it is ("under review")."""
    lexicon = Lexicon.load()
    found: list[Filter] = []
    kinds = kinds_asked(text)
    if kinds:
        found.append(Filter("filter_role", " / ".join(sorted(kinds)), lambda entry: bool(kinds & kinds_of(entry))))
    stages = lexicon.stages.find(text)
    if stages:
        stage, named = stages[0].meaning, text[stages[0].start : stages[0].end]

        def there(entry: Entry) -> bool:
            return any(cue.meaning == stage for cue in lexicon.stages.find(entry.words))

        found.append(Filter("filter_role", named, there))
    return found


_BELOW_FULL = frozenset(("associate", "assistant", "adjunct", "visiting", "titular"))


def _rank_filters(text: str) -> list[Filter]:
    """The rank of a post that a plain question names: "full professor"."""
    ranks = Lexicon.load().ranks
    asked = ranks.find(text)
    if not asked:
        return []
    ranks_asked = {cue.meaning for cue in asked}

    def test(entry: Entry) -> bool:
        own = plain(f"{entry.fact.role} {entry.label}" if isinstance(entry.fact, Position) else entry.label)
        held = {cue.meaning for cue in ranks.find(own)}
        if "full" in ranks_asked:
            roles = {cue.meaning for cue in Lexicon.load().roles.find(own)}
            full = "professor" in roles and not (held & _BELOW_FULL or "visitor" in roles)
            return full or bool(held & (ranks_asked - {"full"}))
        return bool(held & ranks_asked)

    return [Filter("filter_role", text[asked[0].start : asked[0].end], test)]


def _leads(names: Sequence[str]) -> Test:
    def test(entry: Entry) -> bool:
        first = _authors(entry)[:1]
        if not first:  # a page may say so instead: "First author, with ..."
            return Lexicon.load().has("first_author", entry.words)
        return any(same_person(first[0], name) for name in names)

    return test


def _authors(entry: Entry) -> tuple[str, ...]:
    return entry.fact.authors if isinstance(entry.fact, Paper) else ()


def lasts(entry: Entry) -> bool:
    """Whether a post or degree is held now: it is said to last, has begun and not ended, or bears no date."""
    if not entry.current and entry.first is None and entry.last is None and _OVER.search(entry.words):
        return False
    open_ended = isinstance(entry.fact, Position) and entry.fact.start is not None and entry.fact.end is None
    return entry.current or open_ended or (entry.first is None and entry.last is None)


def _years_filter(years: Years, *, at_end: bool = False) -> Filter:
    """The years of an entry; `at_end` when only its last one counts, as a degree is got at its end."""
    first, last = years.first, years.last
    key = "filter_until" if first is None else "filter_since" if last is None else "filter_in"
    values = str(last if first is None else first if last is None or first == last else f"{first}–{last}")
    one_year = str(first) if first == last else ""

    def test(entry: Entry) -> bool:
        # a course or a service may list several terms: its own words tell them all
        if at_end and entry.last is not None:
            return entry.last in years
        named = isinstance(entry.fact, (Item, Award)) and bool(one_year) and one_year in entry.words
        return named or entry.overlaps(first, last)

    return Filter(key, values, test)


def _venue_filter(venue: str, knowledge: Knowledge) -> Test:
    places = knowledge.places

    def test(entry: Entry) -> bool:
        if not isinstance(entry.fact, Paper):
            return plain(venue) in entry.words
        return any(
            places.same_venue(venue, printed) for printed in (entry.fact.venue, entry.fact.venue_short) if printed
        )

    return test


def _organization_filter(organization: str, knowledge: Knowledge, asked: str = "", *, loose: bool = False) -> Test:
    """Passes what is at an organization; `asked` is how the question calls it, a part of its name where `loose`."""
    places, short = knowledge.places, initials(organization).lower()
    names = [plain(organization), *([short] if short and short not in word_set("ordinary", "words") else ())]

    small = [name for name in names if any(name in words for words in Lexicon.load().stop.values())]  # "MIT", "mit"

    if is_region(organization):
        return lambda entry: shows(organization, entry.words, plain(entry.organization))

    as_asked = None
    if asked and (loose or len(asked.split()) > 1):  # "Imperial College" of "Imperial College's Institute"
        before = r"(?<!\w)" if loose else r"(?:^|(?<=[,;(:|\n])\s*|\b(?:at|of|from|to|the|in|and|by)\s+)"
        as_asked = re.compile(rf"{before}{re.escape(plain(asked))}(?!\w|-|\s+(?:of|at|for)\b)")

    def test(entry: Entry) -> bool:
        if as_asked is not None and as_asked.search(entry.words):
            return True
        if entry.organization and places.same_organization(organization, entry.organization):
            return True
        words = entry.words
        if entry.organization and len({cue.meaning for cue in Lexicon.load().degrees.find(words)}) > 1:
            words = plain(entry.label)  # a sentence that tells of other degrees and their places too
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names if name not in small):
            return True
        return any(re.search(rf"(?<!\w){re.escape(name.upper())}(?!\w)", entry.label) for name in small)

    return test


def degree_level(entry: Entry) -> str:
    """The level of a degree: "phd", "master", "bachelor", or "" for an entry that is none of these."""
    if not isinstance(entry.fact, Degree):
        return next((cue.meaning for cue in Lexicon.load().degrees.find(entry.words)), "")
    return level_of(entry.fact.degree)


def _in_industry(entry: Entry) -> bool:
    return "industry" in entry.words or not _UNIVERSITY.search(plain(entry.organization or entry.label))


def by_topic(entries: Sequence[Entry], topic: str, *, need: float = 0.6) -> list[Entry]:
    """The entries whose words cover a topic best, none if none covers `need` of it."""
    if not topic:
        return list(entries)
    scored = [(coverage(topic, entry.words), entry) for entry in entries]
    best = max((score for score, _ in scored), default=0.0)
    return [entry for score, entry in scored if score >= max(need, best * 0.8)] if best >= need else []


def split_filters(entries: Sequence[Entry], tests: Iterable[Test]) -> tuple[list[Entry], list[Entry]]:
    """The entries that pass every test, and the rest."""
    tests = list(tests)
    passed = [entry for entry in entries if all(test(entry) for test in tests)]
    return passed, [entry for entry in entries if entry not in passed]

"""The conditions that only papers meet: how many wrote them, who leads, of which kind, in which tongue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.answers.filters import Filter, Test
from qabot.answers.paper_kinds import kinds_asked, kinds_of
from qabot.profiles.profile import Paper
from qabot.profiles.same import same_person
from qabot.questions.lexicon import Lexicon, plain
from qabot.words.entries import Entry
from qabot.words.names import sounds_like

_LED = re.compile(  # "Which papers did she lead?"
    r"\b(?:papers?|articles?|publications?|studies|preprints?)\b.*\b(?:did|does|has|have|is|was)\b"
    r".*\b(?:lead|led)\b(?! to\b)"
)
REFEREED = re.compile(
    r"\bpeer[- ]?reviewed\b|\brefereed\b|\bbegutachtet\w*|\ba comite de lecture\b|\brevisad[oa]s? por pares\b"
    r"|рецензируем|同行评审|査読(?:付|あり|済)|동료 ?심사"
)
_EQUAL = re.compile(
    r"\bequal(?:ly)?[- ]contribut\w+|\bcontribut\w+ equally|\bequal contribution"
    r"|\b(?:co-?|shared |joint )first[- ]author|共同一作|同等贡献|공동 ?1저자"
)
_TONGUE = re.compile(
    r"\b(?:papers?|articles?|publications?|published|written|works?|titles?)\b"
    r".*\bin (chinese|japanese|korean|russian)\b"
)
_TONGUES = (  # of a title, asked for in another language
    ("chinese", re.compile(r"中文(?:的)?(?:论文|文章|发表|写)|用中文|auf chinesisch|en chinois|en chino")),
    ("japanese", re.compile(r"日本語(?:の論文|で書|論文)|auf japanisch|en japonais|en japones")),
    ("korean", re.compile(r"한국어(?:로 ?쓴|로 ?된| ?논문)|국문 ?논문|auf koreanisch|en coreen|en coreano")),
    ("russian", re.compile(r"на русском|по-русски|auf russisch|en russe|en ruso")),
    (
        "latin",
        re.compile(
            r"英文(?:的)?(?:论文|文章)|用英文|英語(?:の論文|で書|論文)|영어(?:로 ?쓴|로 ?된| ?논문)|영문 ?논문"
            r"|на английском"
        ),
    ),
)
_SCRIPTS = {
    "chinese": r"^[^\u3040-\u30ff]*[\u4e00-\u9fff]{2}[^\u3040-\u30ff]*$",
    "japanese": r"[\u3040-\u30ff]",
    "korean": r"[\uac00-\ud7a3]{2}",
    "russian": r"[\u0430-\u044f]{3}",
    "latin": r"^[^\u0430-\u044f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*$",
}


def paper_filters(text: str, owner: Sequence[str]) -> list[Filter]:
    """The conditions of a plain question that only papers meet."""
    lexicon = Lexicon.load()
    found = [Filter("filter_alone", "", lambda entry: len(_authors(entry)) == 1)] if lexicon.has("alone", text) else []
    found += _kind_filters(text)
    if lexicon.has("first_author", text) or _LED.search(text):
        found.append(Filter("filter_first", "", _leads(owner)))
    elif _EQUAL.search(text):
        found.append(Filter("filter_role", "*", _marked(owner)))
    if REFEREED.search(text):
        found.append(Filter("filter_role", "peer-reviewed", refereed))
    tongue = _tongue_of(text)
    if tongue:
        script = re.compile(_SCRIPTS[tongue])
        found.append(Filter("filter_role", tongue, lambda entry: script.search(_title(entry)) is not None))
    return found


def _tongue_of(text: str) -> str:
    """The language of the titles that a plain question asks for; "" for none."""
    match = _TONGUE.search(text)
    return match[1] if match else next((tongue for tongue, words in _TONGUES if words.search(text)), "")


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


def refereed(entry: Entry) -> bool:
    """Whether a paper is out where papers are refereed, as far as its entry tells: no preprint, thesis or draft."""
    if not isinstance(entry.fact, Paper) or entry.fact.status in ("preprint", "thesis"):
        return False
    unfinished = {cue.meaning for cue in Lexicon.load().stages.find(entry.words)} - {"coming"}
    return not (unfinished or kinds_of(entry) & {"preprint", "patent"}) and bool(
        entry.fact.venue or entry.fact.venue_short
    )


def _leads(names: Sequence[str]) -> Test:
    def test(entry: Entry) -> bool:
        first = _authors(entry)[:1]
        if not first:  # a page may say so instead: "First author, with ..."
            return Lexicon.load().has("first_author", entry.words)
        return any(same_person(first[0], name) for name in names)

    return test


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
    double = "-" in name and " " not in name.strip() and plain(author).endswith(f" {plain(name)}")  # "Berg-Lund"
    return double or same_person(author, name) or _nickname(author, name) or sounds_like(author, name)


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


def _authors(entry: Entry) -> tuple[str, ...]:
    return entry.fact.authors if isinstance(entry.fact, Paper) else ()


def _title(entry: Entry) -> str:
    return entry.fact.title if isinstance(entry.fact, Paper) else ""

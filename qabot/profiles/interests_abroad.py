"""The interests that a sentence tells in another language than English: "Mes recherches portent sur A et B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from qabot.profiles.enumerations import list_in
from qabot.profiles.page import Page, Range
from qabot.profiles.tables import lowered, simplified, table

Kind = Literal["interests", "work"]

_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?\n]|(?<![A-Z\d])(?<!\b[a-zà-ÿ])\.(?=\s|$)|$)")
_NUMBERED = re.compile(r"^[\W_]*(?:[（(]?\d{1,2}[)）.、．]|[①-⑳])\s*")
_LONGEST, _LONGEST_EAST = 90, 34  # characters of an interest, and of one in a script without spaces
_MOST = 12  # interests of one sentence
_LONGEST_REST = 14  # characters behind what leads a list, before the list itself begins below: "as follows"
_SHORT_CLAUSE = 14  # characters: of a list parted by commas each member is as short in Chinese


class Tongue(NamedTuple):
    """How one language tells interests; the expressions are those of interests.yaml."""

    looks: tuple[str, ...]
    leads: dict[str, re.Pattern[str]]
    closes: dict[str, re.Pattern[str]]
    opens: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    joint: re.Pattern[str]
    stops: re.Pattern[str]
    stopped: re.Pattern[str]  # the same within a member
    none: re.Pattern[str]
    script: str

    @property
    def eastern(self) -> bool:
        """Whether it is written without spaces."""
        return self.script in ("han", "kana")

    def plain(self, text: str) -> str:
        """A text as the expressions are written: Chinese in simplified characters."""
        return simplified(text) if self.script == "han" else text


@cache
def _tongues(script: str) -> tuple[Tongue, ...]:
    """The languages written in a script: "han", "kana", "hangul", "cyrillic" or "latin"."""
    return tuple(_tongue(entry) for entry in table("interests") if entry["script"] == script)


def _tongue(entry: dict[str, str]) -> Tongue:
    eastern = entry["script"] in ("han", "kana")
    kinds = ("interests", "work")
    joints = "|".join(entry["joints"])
    joint = rf"(?:{joints})" if eastern else rf"\s(?:{joints})\s" if entry["script"] != "hangul" else rf"(?:{joints})"
    return Tongue(
        looks=tuple(map(str, entry["looks"])),
        leads={k: re.compile(rf"(?:{'|'.join(entry[k])})\s*") for k in kinds if k in entry},
        closes={k: re.compile("|".join(entry[f"{k}_behind"])) for k in kinds if f"{k}_behind" in entry},
        opens=re.compile(entry.get("opens", "")),
        begins=re.compile(entry["begins"]),
        ends=re.compile(entry["ends"]),
        joint=re.compile(joint),
        stops=re.compile(rf"(?:{entry['stops']})", re.I),
        stopped=re.compile(rf"\s(?:{entry['stops']})", re.I),
        none=re.compile(entry["none"]),
        script=entry["script"],
    )


def interests_abroad(page: Page, start: int, end: int, kind: Kind) -> list[Range]:
    """The interests ("work": what somebody works on) told in a range of text, in the order told."""
    printed = page.text[start:end]
    for tongue in _spoken(printed):
        words = tongue.plain(printed)
        told: dict[int, Range] = {}
        for sentence in _SENTENCE.finditer(words):
            for begin, stop in _reaches(tongue, sentence, kind):
                for member in _members(page, tongue, Range(start + begin, start + stop), words[begin:stop]):
                    told.setdefault(member.end, member)
        if told:
            return list(told.values())
    return []


def leads_abroad(words: str) -> bool:
    """Whether some words end in what leads a list of interests: "Mis líneas de investigación son:"."""
    for tongue in _spoken(words):
        plain = tongue.plain(words)
        lead = tongue.leads.get("interests")
        found = list(lead.finditer(plain)) if lead else []
        if found and len(plain.rstrip(" \t\n:：。.")) - found[-1].end() <= _LONGEST_REST:
            return True
    return False


def _spoken(words: str) -> list[Tongue]:
    """The languages that some words may tell interests in."""
    tongues = _tongues(_script(words))
    low = lowered(words) if len(tongues) > 1 else ""
    return [t for t in tongues if any(map((low or t.plain(words)).__contains__, t.looks))]


def _script(words: str) -> str:
    """The script that tells the language: kana and Hangul before Han characters, Cyrillic before Latin letters."""
    top = "" if words.isascii() else max(words)
    if top < "\u0400":
        return "latin"
    if top > "\u3040":
        kana, hangul, han = (len(letters.findall(words)) for letters in _eastern_letters())
        if kana or hangul:
            return "kana" if kana >= hangul else "hangul"
        if 8 * han > len(words):
            return "han"
    return "cyrillic" if _CYRILLIC.search(words) else "latin"


_CYRILLIC = re.compile(r"[а-яіїє]{3}")


@cache
def _eastern_letters() -> tuple[re.Pattern[str], ...]:
    """Expressions for kana, Hangul and Han characters, made when first needed."""
    return tuple(map(re.compile, ("[\u3041-\u30fa]", "[\uac00-\ud7af]", "[\u3400-\u9fff]")))


def _reaches(tongue: Tongue, sentence: re.Match[str], kind: Kind) -> Iterator[tuple[int, int]]:
    """Where lists of interests stand in a sentence: behind what leads them, or before what closes them."""
    words, (begin, end) = sentence.string, sentence.span()
    lead = tongue.leads.get(kind)
    for found in lead.finditer(words, begin, end) if lead else ():
        yield found.end(), end
    close = tongue.closes.get(kind)
    for found in close.finditer(words, begin, end) if close else ():
        opened = tongue.opens.match(words, begin, found.start())
        if opened:
            yield opened.end(), found.start()


def _members(page: Page, tongue: Tongue, reach: Range, words: str) -> list[Range]:
    """The members of a list, without what leads and closes each; nothing where one of them is no interest."""
    numbered = _NUMBERED.match(words) is not None
    semicolon = -1 if numbered else min((i for i in map(words.find, ";；") if i >= 0), default=-1)
    end = reach.start + semicolon if semicolon >= 0 else reach.end
    if tongue.eastern and not numbered:
        end = reach.start + _clause_end(tongue, words[: end - reach.start])
    reach = _ended(page, tongue, Range(reach.start, end))
    listed = [part for one in list_in(page, *reach) for part in _parted(page, tongue, one)]
    listed = _joined(page, listed) if tongue.eastern else listed
    kept: list[Range] = []
    longest = _LONGEST_EAST if tongue.eastern else _LONGEST
    for number, member in enumerate(listed):
        said = tongue.plain(page.text[member.start : member.end])
        if number and tongue.stops.match(said):
            break
        if tongue.none.search(said):
            return []
        cut = None if tongue.eastern else tongue.stopped.search(said, 3)
        member = _bare(page, tongue, Range(member.start, member.start + cut.start()) if cut else member)
        if not 1 < member.end - member.start <= longest:
            return [] if member.end - member.start > longest else kept
        kept.append(member)
        if cut:
            break
    return kept if len(kept) <= _MOST else []


def _clause_end(tongue: Tongue, words: str) -> int:
    """Where a Chinese or Japanese list ends: at the comma behind it, unless commas part its members."""
    pieces = re.split(r"[，,]", words)
    if len(pieces) == 1 or "、" not in words and "，" not in words:
        return len(words)
    if "、" in pieces[0] or tongue.joint.search(pieces[0]) or len(pieces[0]) > _SHORT_CLAUSE:
        kept = 1
        while kept < len(pieces) and re.match(r"以及|及其?|和(?!平)|并(?:且|对)?", pieces[kept]):
            kept += 1
    else:
        kept = next((n for n, p in enumerate(pieces) if n and (tongue.stops.match(p) or len(p) > 20)), len(pieces))
    return len("，".join(pieces[:kept]))


_OF = re.compile(r"\s(?:de|des|du|di|del|dei|delle|dos|das|do|da|der|von|van|av)\s|\sd[’']")


def _parted(page: Page, tongue: Tongue, member: Range) -> list[Range]:
    """A member cut at the word that joins the last two: "A und B"."""
    words = tongue.plain(page.text[member.start : member.end])
    cuts = [m for m in tongue.joint.finditer(words) if m.start() > 1 and m.end() < len(words) - 1]
    if len(cuts) != 1 or "(" in words or "（" in words:
        return [member]
    before, after = words[: cuts[0].start()], words[cuts[0].end() :]
    if not tongue.eastern and _OF.search(after) and len(tongue.begins.sub("", before).split()) == 1:
        return [member]  # "la collecte et la gestion des données"
    if tongue.eastern and min(len(before), len(after)) < 3:
        return [member]
    return [Range(member.start, member.start + cuts[0].start()), Range(member.start + cuts[0].end(), member.end)]


def _bare(page: Page, tongue: Tongue, member: Range) -> Range:
    """A member without numbers, articles and what is said of the whole list behind it."""
    words = tongue.plain(page.text[member.start : member.end])
    number = _NUMBERED.match(words)
    start = number.end() if number else 0
    begun = tongue.begins.match(words, start)
    start = begun.end() if begun and begun.end() < len(words) - 1 else start
    return _ended(page, tongue, Range(member.start + start, member.end))


def _ended(page: Page, tongue: Tongue, member: Range) -> Range:
    """A member or a list without what is said of it behind it: "等方面的研究", "です"."""
    member = page.trim(*member, ' \t\n.。;；,，、:：*"“”')
    words = tongue.plain(page.text[member.start : member.end])
    ended = tongue.ends.search(words, 2) if len(words) > 2 else None
    stop = ended.start() if ended else len(words)
    return page.trim(member.start, member.start + stop, ' \t\n.。;；,，、:：*"“”')


_QUALITY = re.compile(r"[\u4e00-\u9fff]{2,4}的")


def _joined(page: Page, listed: list[Range]) -> list[Range]:
    """The members, words before one that tells a further quality as part of it: "高效、可信的存储系统"."""
    joined: list[Range] = []
    for member in listed:
        before = joined[-1] if joined else None
        brief = before and before.end - before.start <= 4 and page.text[before.end : member.start] == "、"
        if before and brief and _QUALITY.match(page.text, *member):
            joined[-1] = Range(before.start, member.end)
        else:
            joined.append(member)
    return joined

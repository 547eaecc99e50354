"""Authors that fill a line, or stand before its year in brackets, whatever their commas and full stops do."""

from __future__ import annotations

import re

from qabot.profiles.persons import token_kind

_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽА-ЯЁ"
_SURNAME = rf"(?:[^\W\d_]{{1,3}}['’ʼ])?[{_UPPER}][^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*"
_PARTICLES = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|das|do|du|la|le|el|al|ter|ten|zu|af|"
    r"Van|Von|De|Del|Di|Da|La|Le|El|St\.)\s+){0,3}"
)
_INITIALS = (
    rf"(?:[{_UPPER}](?:[a-zа-яё]|-[{_UPPER}])?\.[ \u00a0]?[-‐‑]?[ \u00a0]?){{1,5}}"
    rf"(?:[{_UPPER}](?![\w.'’]|\s[a-zа-яё]))?|"
    rf"[{_UPPER}](?:[ -]?[{_UPPER}]){{0,3}}(?![\w.'’])"
)
_JUNIOR = r"(?:,?\s*(?:Jr|Sr)\b\.?)?"
_LAST_FIRST = re.compile(rf"({_PARTICLES}{_SURNAME}(?:[ ]{_SURNAME}){{0,2}})[*†‡]?(,?)\s*({_INITIALS}){_JUNIOR}")
_FIRST_LAST = re.compile(rf"({_INITIALS})\s*({_PARTICLES}{_SURNAME}(?:[ ]{_SURNAME}){{0,1}}){_JUNIOR}")
_BETWEEN = re.compile(r"[\s*∗†‡§¶#]*(?:[,;/]\s*)?(?:(?:&|and|und|et|y|e|и|with)(?=\s)\s*)?")
_GROUPS = (
    r"(?:[Gg]roup|[Ii]nvestigators|[Cc]ollaborat(?:ion|ors|ive)s?|[Cc]onsorti(?:um|a)|[Nn]etwork|[Cc]ommittee|[Tt]eam|"
    r"[Tt]rialists|[Ss]tudy|[Ii]nitiative|[Pp]roject|[Ww]orking [Gg]roup|[Tt]ask [Ff]orce)"
)
GROUP = (  # the many a paper was written with: "on behalf of the Loud Ice Investigators", "; Ice Study Group"
    r"(?:(?:\s?;\s(?:and\s)?(?:on behalf of\s|for\s)?(?:the\s)?|[\s,]+(?:and\s)?(?:on behalf of|for)\s(?:the\s)?|"
    rf"[\s,]+(?:and|&)\s(?:the\s)|,\s(?:the\s))(?=[A-Z])[^.;:,()\n]{{2,80}}?\b{_GROUPS}\b(?=\s*[.:(])|"
    rf"\s?[\[(](?:for\s|on behalf of\s)?(?:the\s)?[A-Z][^\[\]().;,\n]{{1,60}}?\b{_GROUPS}[\])])"
)
GROUP_FIRST = re.compile(  # "ICE Collaboration, A. Lind et al.", "Ice-2 Study Group (including Lind A). Loud ice"
    r"(?:[Tt]he\s)?(?:[A-Z][\w&/+–-]*\s){1,6}?"
    r"(?:Collaborations?|Consortium|Investigators|Study Group|Working Group|Research Group|Writing Group|Task Force|"
    r"Trialists|Collaborators|Network)(?:\s[(\[][^()\[\]\n]{3,120}[)\]])?(?=\s*(?:[.,;]\s|[(“\"]))"
)
_OTHERS = re.compile(
    rf"[\s,;]*(?:et\.?\s+al\b\.?|and others\b|и др\.|"
    r"(?:and|&)\s(?:\d+\s(?:other\s)?(?:others|co-?authors|authors)|co-?authors|colleagues)\b)"
    rf"(?:{GROUP})?|[\s,;*∗†‡§¶#]*(?:\.{{3}}|…)[\s,;&]*|{GROUP}"
)
_EDITORS = (
    r"(?:[,.]?\s*[(\[](?:[Ee]ds?|[ÉéÈè]ds?|[Hh]rsg|[Hh]g|[Dd]irs?|[Cc]oords?|[Rr]ed|[Оо]тв\. ред)\.?[)\]]\.?,?|"
    r",\s(?:[Ee]ds?|[Hh]rsg|[Dd]irs?|[Cc]oords?)\.,?(?=\s))?"
)
STATUS = (
    r"(?:manuscript\s+)?in\s+prep(?:aration|\.)?|in\s+press|in\s+print|in\s+review|forthcoming|accepted|submitted"
    r"(?:\s+for\s+publication)?|to\s+appear|under\s+(?:review|revision|contract|submission)|unpublished|n\.?\s?d\.?|"
    r"im\s+(?:druck|erscheinen)|eingereicht|à\s+paraître|sous\s+presse|en\s+prensa|в\s+печати|印刷中|待刊|投稿中"
)
YEAR = r"(?:19|20)\d\d[a-z]?"
BRACKETED = rf"[(（\[]\s*(?:{YEAR}(?:\s*[,/–-]\s*[\w\s/–.-]{{1,24}})?|(?i:{STATUS}))\s*\.?\s*[)）\]]"
_TITLED = re.compile(r"\bPh\.\s?D")
_DATED = re.compile(rf"\s*[,.:]?\s*(?:{BRACKETED}|{YEAR}\s*[:,.])")
_EDITED = re.compile(_EDITORS)
_NOTE = re.compile(r"\s*\([*†‡][^()\n]{3,60}\)")  # "(*Shared first authorship)"
_TITLE_NEXT = rf"(?=[\"“«‘]?(?:[{_UPPER}]|[a-z][\w.+-]{{1,24}}:\s))"  # "Loud ice", "loudR: a package for ice"
_STOPPED = re.compile(rf"\s*[.:]\s+{_TITLE_NEXT}|(?<=\.)\s+{_TITLE_NEXT}")
_SHORT_SURNAME = re.compile(rf"(?:[{_UPPER}]\.[ -]?)+ [{_UPPER}][a-zа-яё]\.\s+(?=[^\W\d_]+\s+[a-z])")

_BESIDE_NAMES = re.compile(rf"{BRACKETED}|^\W+")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONE_INITIALS = re.compile(rf"(?:{_INITIALS})\s*[,;&/]\s*")


_BEFORE_INITIAL = re.compile(
    r"[\w'’ʼ\-‐‑,\s*†‡]*(?:(?<=St)\.[\w'’ʼ\-‐‑,\s]*)*"
)  # what names may have before their first initial's end
_MAY_BE_INITIAL = re.compile(rf"[{_UPPER}](?:[a-zа-яё]?\.|(?![\w.'’])|[ -]?[{_UPPER}])")


JOURNAL = re.compile(  # how chemists begin a journal: "J. Chem. Lakes 2019, 15"
    r"[A-Z]\. (?:Am|Appl|Astron|Biol|Catal|Chem|Clin|Colloid|Comp|Comput|Cryst|Econ|Electroanal|Environ|Exp|Fluid|"
    r"Funct|Geophys|Immunol|Inorg|Math|Mater|Med|Mol|Nucl|Opt|Org|Organomet|Phys|Polym|Proteome|Stat|Theor)"
)


def read_lead(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int, bool] | None:
    """The ranges of the names a line begins with, where they end, and whether others are left out ("et al.").

    Each name has initials. None unless they fill the line, or a year or status in brackets follows, or a sentence
    does and every name is set apart from the next.
    """
    beginning = _BEFORE_INITIAL.match(text, start, end)
    if not beginning or not _MAY_BE_INITIAL.search(text, start, min(end, beginning.end() + 1)):
        return None  # told at once of most
    names: list[tuple[int, int]] = []
    position, last, others, parted = start, start, False, True
    while position < end:
        match = _one(text, position, end)
        if not match or (not parted and match.re is _FIRST_LAST):
            break
        stop = match.start() + len(match.group().rstrip())
        names.append((match.start(), stop))
        last = stop
        more = _OTHERS.match(text, stop, end)
        if more and more.group().strip(" ,;&*∗†‡§¶#").startswith((".", "…")):
            position, parted = more.end(), True
            continue
        if more:
            last, others = more.end(), True
            break
        between = _BETWEEN.match(text, stop, end)
        position = between.end() if between else stop
        parted = bool(between and between.group().strip(" \n*∗†‡§¶#"))
        if not parted and not _runs_on(text, position, end):
            break
    if not names:
        return None
    edited = _EDITED.match(text, last, end)
    after = edited.end() if edited else last
    note = _NOTE.match(text, after, end)
    after = note.end() if note else after
    if _DATED.match(text, after, end):
        return names, after, others
    if len(names) > 1 and not text[after:end].strip(" .*,;") or len(names) > 2 and _STOPPED.match(text, last, end):
        return names, after, others
    return None


def _one(text: str, position: int, end: int) -> re.Match[str] | None:
    for pattern, group in ((_LAST_FIRST, 1), (_FIRST_LAST, 2)):
        match = pattern.match(text, position, end)
        if match is None or _TITLED.search(match.group()) or JOURNAL.match(match.group()):
            continue
        short = _SHORT_SURNAME.match(text, position, end) if pattern is _FIRST_LAST else None
        if short:  # "Y. Ye. Applying a new scale": no initial
            match = pattern.match(text, position, position + len(short.group().rstrip()) - 1) or match
        if all(token_kind(word) for word in match[group].split()):
            return match
    return None


def _runs_on(text: str, position: int, end: int) -> bool:
    """Whether the next name follows without a comma before it: "Lind, C.E. Berg, A. K."."""
    match = _LAST_FIRST.match(text, position, end)
    return bool(match and match[2] and "." in match[3])


def is_names_only(words: str) -> bool:
    """Whether words are nothing but names with initials, initials, or a year or status in brackets."""
    rest = _BESIDE_NAMES.sub(" ", words).strip(" ,;.&/")
    if not _TWO_LETTERS.search(rest):
        return True
    while True:
        match = _LONE_INITIALS.match(rest)
        if not match:
            break
        rest = rest[match.end() :].lstrip("&, ")
    if rest == words.strip(" ,;.&/") and len(rest.split()) < 3:
        return False
    found = read_lead(rest, 0, len(rest))
    return bool(found and not rest[found[1] :].strip(" .,;")) or (
        rest != words.strip(" ,;.&/") and len(rest.split()) == 1
    )

"""E-mail addresses, also those written to fool robots, and which of them are the owner's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qabot.profiles.name_found import LATIN
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name, name_key, same_person
from qabot.profiles.profile import Value
from qabot.profiles.sections import Part
from qabot.profiles.terms import is_organization

_AT = (
    r"[/\s]*(?:\[\s*(?i:at|@)\s*\]|\(\s*(?i:at|@)\s*\)|\{\s*(?i:at|@)\s*\}|<\s*(?i:at)\s*>|\s+AT\s+|"
    r"\s+at\s+|＠|ⓐ|\(@\)|\[@\]|@|_at_|"
    r"（at）|#at#|\[a\]|\(a\)|\s&\s?at\s?&\s)\s*"
)
_DOT = (
    r"(?:\s*(?:\[\s*(?i:dot|\.)\s*\]|\(\s*(?i:dot|\.|point|punkt|punto|ponto)\s*\)|\{\s*(?i:dot|\.)\s*\}|<\s*(?i:dot)\s*>|_dot_)\s*|"
    r"\s+(?:dot|DOT)\s+|\.)"
)
_PLAIN = re.compile(
    r"(?<![\w.+-])"
    r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?)*\.[A-Za-z]{2,}"
)
_VEILED = re.compile(
    rf"(?<![\w.+-])([A-Za-z0-9][\w+-]*(?:{_DOT}[\w+-]+){{0,4}})({_AT})"
    rf"([A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+){{1,5}})(?![\w@])"
)
# An address stands within one run of the characters it may hold, and in the run within reach of its "@" or "at".
_IN_ADDRESS = frozenset("_+-.[](){}<>/&#@＠ⓐ（）")
_NEAR_AT = re.compile(rf"[\])}}>＠ⓐ@_）#tT&](?:(?<![tT])|(?<=[aA][tT])(?=\s))\s*[A-Za-z0-9-]+{_DOT}[A-Za-z0-9-]")
_DASHED = re.compile(r"(?<![\w.-])([A-Za-z][\w.]*)-at-([A-Za-z0-9]+(?:-dot-[A-Za-z0-9]+)+)(?![\w-])")
_LABEL = re.compile(
    r"(?:\b(?:e-?mail|mail|courriel|correo(?: electrónico)?|почта|эл\. почта)(?: address)?|邮箱|邮件|郵件|信箱|郵箱|"
    r"メール(?:アドレス)?|이메일)[*_\s]*[:：][*_\s]*$",
    re.I,
)
_GROUP = re.compile(
    rf"[{{\[(]\s*([\w.+-]+(?:\s*[,|/]\s*[\w.+-]+)+)\s*[}}\])]({_AT})([A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+){{1,5}})"
)
_TEMPLATE = re.compile(
    r"@(?:.*\.)?(?:example|domain|yourdomain|email|company|mail|site|website|test|university|institution|school|host|mobirise|wix|"
    r"squarespace|weebly|bootstrapmade|colorlib|html5up|themeforest)\."
    r"(?:com|org|net|edu)$|^(?:your|my|name|first\.?last|firstname|lastname|first|last|username|user|"
    r"someone|john\.?doe|jane\.?doe|"
    r"you|none|abc|xxx+|example|foo|bar)(?:[._-]?(?:name|lastname|last|email|mail|e-mail|id))*@|@(?:your|my)[\w-]*\.",
    re.I,
)
_TOP = re.compile(
    r"\.(?:[a-z]{2}|com|org|net|edu|gov|mil|int|info|io|ai|me|dev|app|eu|academy|science|ac|email|"
    r"name|tech|xyz|cloud|online|pro|research|museum|group|space|site|page|blog|world|life|asia|"
    r"berlin|hamburg|wien|paris|online)$",
    re.I,
)
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|css|js|md|py|pdf|html?)$", re.I)


FOREIGN = frozenset(
    "students collaborators news openings references papers preprints projects talks awards media "
    "teaching data education positions internships visits grants".split()
)


@lru_cache(maxsize=8)
def read_emails(page: Page) -> tuple[Value, ...]:
    """The person's e-mail addresses, each once, in the order of the page; template text left in is not one."""
    found: dict[str, Value] = {}
    for start, end, address in sorted(_addresses(page)):
        key = address.casefold()
        if key not in found and _is_address(address):
            found[key] = Value(address, page.span(start, end))
    return tuple(found.values())


def own_emails(page: Page, parts: Sequence[Part], names: Sequence[str] = ()) -> list[Value]:
    """The addresses of a page without those of others: what stands in a list of posts, papers or students.

    `names`: what the owner is called; an address behind another's name on its line is that person's.
    """
    emails = [email for email in read_emails(page) if not _is_anothers(page, email)]
    known = [name for name in names if " " in name]
    emails = [email for email in emails if not known or not _is_behind_name(page, email, known)] or emails
    lists = [(part.section.span.start, part.end) for part in parts if part.kind in FOREIGN]
    own = [email for email in emails if not any(a <= email.span.start < b for a, b in lists)]
    return own or list(emails)


_OTHERS = re.compile(  # at the beginning of a line, or of one of its pieces
    r"(?:^|[\n·|;/])[^\w\n]*(?:(?:thesis|co|ph\.?d\.?)[ -]?)?(?:supervisor|advis[oe]r|mentor|referee|reference|"
    r"(?:executive |administrative |personal )?(?:assistant|secretary|pa)|admin(?:istrator)?|"
    r"media(?: contact| enquiries)?|press)s?\s?:",
    re.I,
)


def _is_anothers(page: Page, email: Value) -> bool:
    """Whether the line of an address names somebody else: "Supervisor: Prof. Bo Berg · berg@ice.edu"."""
    begin = max(page.text.rfind("\n", 0, email.span.start), 0)
    return _OTHERS.search(page.text[begin : email.span.start]) is not None


_NAMED_FIRST = re.compile(rf"\W*(?:(?:Prof|Dr|Professor|Mr|Ms|Mrs)\b\.?\s?(?:Dr\.?\s)?)?({LATIN})\s?[,(:–—|]")


def _is_behind_name(page: Page, email: Value, names: Sequence[str]) -> bool:
    """Whether the line of an address begins with the name of somebody else: "Prof. Bo Berg (Chair), berg@ice.edu"."""
    begin = page.text.rfind("\n", 0, email.span.start) + 1
    named = _NAMED_FIRST.match(page.text, begin, email.span.start)
    if not named or not is_name(named[1]) or is_organization(named[1]):
        return False
    local = email.text.split("@")[0].casefold()
    own = any(len(word) > 2 and word in local for name in names for word in name_key(name))
    return not own and not any(same_person(named[1], name) for name in names)


def _addresses(page: Page) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    for match in _GROUP.finditer(page.text):
        taken.append(match.span())
        for name in re.split(r"\s*[,|/]\s*", match[1]):
            yield (*match.span(), f"{name}@{_plain(match[3])}")
    runs = list(_address_runs(page.text))
    for match in (match for run in runs for match in _PLAIN.finditer(page.text, *run)):
        if not any(a <= match.start() < b for a, b in taken):
            taken.append(match.span())
            yield (*match.span(), match[0])
    for match in (match for run in runs for match in _veiled(page.text, *run)):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        loud = not re.fullmatch(r"\s*at\s*", match[2]) or bool(
            _LABEL.search(page.text[max(0, match.start() - 12) : match.start()])  # "Email: ada at ice.edu"
        )
        domain, local = _plain(match[3]), _plain(match[1])
        if _TOP.search(domain) and (loud or re.search(r"\bdot\b", match[0], re.I)) and not re.search(r"\s", local):
            yield (*match.span(), f"{local}@{domain}")
    for match in _DASHED.finditer(page.text) if "-at-" in page.text else ():
        yield (*match.span(), f"{match[1]}@{match[2].replace('-dot-', '.')}")
    for mark in page.source.marks:
        if mark.kind == "link" and mark.target.lower().startswith("mailto:"):
            address = mark.target[7:].split("?")[0].strip().replace("%20", "").replace("%40", "@")
            if _PLAIN.fullmatch(address):
                yield (mark.start, mark.end, address)


def _veiled(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What may be an address whose signs are spelled out; "me at jane" of "me at jane [dot] doe [at] ..." is none."""
    while match := _VEILED.search(text, start, end):
        known = bool(_TOP.search(_plain(match[3])))
        if known:
            yield match
        start = match.end() if known else match.end(2)


def _address_runs(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of a text that can hold addresses; to look for them everywhere would take long."""
    after = 0
    for near in _NEAR_AT.finditer(text):
        if near.start() < after:
            continue
        start = end = near.start()
        while start > after and _may_hold(text[start - 1]):
            start -= 1
        while end < len(text) and _may_hold(text[end]):
            end += 1
        yield start, end
        after = end


def _may_hold(char: str) -> bool:
    return char.isalnum() or char.isspace() or char in _IN_ADDRESS


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(_DOT, ".", text))


def _is_address(address: str) -> bool:
    return (
        not _TEMPLATE.search(address)
        and not _FILE.search(address)
        and bool(_TOP.search(address))
        and len(address) <= 80
    )

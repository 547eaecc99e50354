"""Whether what a sentence tells at a position is told of somebody else: a spouse, an advisor, a colleague."""

from __future__ import annotations

import re

from qabot.profiles.page import Range
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.terms import is_organization

_RELATIVES = (
    r"(?:husband|wife|spouse|(?:life )?partner|fianc[ée]e?|brother|sister|twin|father|mother|parents|dad|mum|mom|son|"
    r"daughter|"
    r"grand(?:father|mother)|uncle|aunt|cousin|friend|colleague|co-?author|collaborator|boss|manager|"
    r"(?:co-?|ph\.?d\.? |doctoral |main |thesis |academic |primary |current |former )*(?:advis[oe]r|supervisor|mentor)|"
    r"(?:former |ph\.?d\.? |doctoral |graduate |first )*student|post-?doc|predecessor|successor|assistant|secretary)"
)
_OTHER = re.compile(  # "Her husband, Dr. Bo Berg, is ...", "My advisor is Bo Berg, ..."
    rf"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s(?:late\s|then\s)?(?i:{_RELATIVES})s?\b"
    r"(?:[^.;:]|(?<=Dr)\.|(?<=Prof)\.|(?<=\b[A-Z])\.){0,80}?"
    r"\b(?:is|was|are|were|works?|worked|holds?|held|serves?|served|has been|have been|became|teaches|runs|leads|"
    r"joined|started|moved|went|took|accepted|received|earned|obtained|completed|graduated)\b"
)
_OWN = re.compile(r"\b(?:I|I['’]m|I['’]ve|[Hh]e|[Ss]he|[Tt]hey)\b")
_NAMED = re.compile(  # "headed by Bo Berg, who received ...", "with Bo Berg, an ..."
    r"\b(?:with|by|under|including|and|(?:[Cc]ongratulations|[Tt]hanks|grateful) to|"
    r"(?:group|lab|team|supervision|guidance|direction|mentorship|student) of)\s(?:(?:Prof|Dr|Professor)\.?\s)*"
    r"(?P<name>(?:[A-ZÀ-Þ][\w'’-]+\s(?:[A-Z]\.\s)?){1,3}[A-ZÀ-Þ][\w'’-]+)(?:\s\([^()]{1,40}\))?,\s"
    r"(?:who\b[^.;,]{0,100}|(?:an?|the)\s(?:[\w-]+\s){0,2})$"
)
_RELATIVE_LEADS = re.compile(rf"(?i:{_RELATIVES})")


def is_of_another(text: str, sentence: Range, position: int) -> bool:
    """Whether the clause before a position speaks of a relative or colleague, and not of the page's owner again."""
    named = _NAMED.search(text, sentence.start, position) if "," in text[sentence.start : position] else None
    if named and is_name(strip_titles(named["name"])) and not is_organization(named["name"]):
        return True
    if not _RELATIVE_LEADS.search(text, sentence.start, position):
        return False
    for other in _OTHER.finditer(text, sentence.start, position):
        if not _OWN.search(text, other.end(), position):
            return True
    return False

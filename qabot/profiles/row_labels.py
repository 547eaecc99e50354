"""Labels: what the first cell of a table's row says the second one is, "Employer: | Ice Works"."""

from __future__ import annotations

import re

from qabot.profiles.page import Page
from qabot.sources.source import Block

_ADVISOR = r"(?:(?:co-)?(?:supervis|advis)[eo]rs?|relatori?|tutori?|betreuer(?:in)?|directeurs? de thèse|导师|지도교수)"
_ASIDE = (
    r"(?:(?:main )?(?:activities|duties|responsibilities|subjects|tasks)"
    r"(?: and (?:activities|duties|responsibilities))?|and responsibilities|grades?|marks?|"
    r"final mark|gpa|rank|level in national classification|type of business or sector|"
    r"attività|mansioni|voto|note|[\w ]{0,16}(?:thesis|dissertation)[\w ]{0,8}|tesi|titolo della tesi|memoria|abstract|"
    r"keywords|topics?|research topics?|funding|website|link)"
)
_TOLD = (
    r"(?:dates?|period|years?|duration|time|from|to|when|university|institution|institute|school|college|"
    r"organi[sz]ation|company|employer|unit|affiliation|workplace|place of work|home department|jednostka|"
    r"miejsce pracy|name (?:and address )?of (?:the )?employer|"
    r"name of (?:the )?(?:institution|organi[sz]ation|school|university)|"
    r"name and type of organi[sz]ation(?: providing education(?: and training)?)?|department|laboratory|faculty|"
    r"degree|diploma|qualification|title of qualification(?: awarded)?|specialty|major|field|position|role|title|"
    r"job title|research title|occupation(?: or position held)?|position held|post|location|place|city|country|"
    r"periodo|data|anno|datore di lavoro|posizione|qualifica|titolo|istituto|università|universidad|puesto|"
    r"fecha|empresa|zeitraum|arbeitgeber|tätigkeit|universität|abschluss|période|employeur|poste|diplôme|établissement|"
    r"时间|学校|学位|专业|职位|单位|期間|기간|학교|학위|전공)"
)
_KINDS = tuple(
    (kind, re.compile(rf"{words}\s*[:：]?", re.I))
    for kind, words in (("advisor", _ADVISOR), ("aside", _ASIDE), ("told", _TOLD))
)
_LONGEST = 70  # characters of a label


def label_kind(words: str) -> str:
    """Whether words that lead a row are a label: "told" of what makes the entry, of an "advisor", an "aside", or ""."""
    if len(words) > _LONGEST:
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(words)), "")


def row_label(page: Page, block: Block) -> str:
    """The label that leads a row of two cells, or of more where these stand below the second; "" if none does."""
    cells = block.cells
    if block.kind != "row" or len(cells) < 2:
        return ""
    if len(cells) > 2 and "\n" not in page.text[cells[1][1] : cells[2][0]]:
        return ""
    words = page.words(*cells[0])
    return words.rstrip(":： ").casefold() if label_kind(words) else ""

"""What a section of the theme al-folio's CV lists, by its title in any of many languages."""

from __future__ import annotations

import re

from qabot.sources.json_keys import family_of

_FAMILIES = (  # what a section of al-folio lists, by its title; the first that fits
    ("papers", re.compile(r"publication|\bpapers?\b|preprint", re.I)),
    ("education", re.compile(r"education|\bdegrees?\b|\bstudies\b|academic background|qualification", re.I)),
    ("awards", re.compile(r"award|hono[u]?r|prize|scholarship|fellowship|distinction|achievement|grant|funding", re.I)),
    ("", re.compile(r"teaching|language|student|supervis|mentor|advis", re.I)),
    ("skills", re.compile(r"skill|proficienc|technolog|programming|software|tools", re.I)),
    ("service", re.compile(r"service|volunteer|activit|review|membership|committee", re.I)),
    ("positions", re.compile(r"experience|employment|position|appointment|career|internship|\bwork\b", re.I)),
    ("talks", re.compile(r"\btalks?\b|presentation|lecture|seminar", re.I)),
    ("projects", re.compile(r"project", re.I)),
    ("interests", re.compile(r"(?:research|academic|scientific) interests?|^interests$", re.I)),
)
_ABROAD = (  # the same in other languages, where the whole title is none of the table of keys
    (
        "papers",
        re.compile(
            r"论文|論文|科研成果|业绩|業績|논문|публикац|publika|veröffentlich|pubblicaz|publicaci|publicaç|"
            r"yayın|публікац"
        ),
    ),
    (
        "education",
        re.compile(
            r"教育|学历|学歴|학력|образован|ausbildung|bildungs|formation|formaci|formaç|istruzione|eğitim|"
            r"освіт|wykszta"
        ),
    ),
    (
        "awards",
        re.compile(
            r"获奖|奖励|荣誉|奖项|受賞|表彰|フェローシップ|奨学|研究助成|수상|наград|преми|auszeichn|stipend|"
            r"distinction|premi|prêmi|ödül|"
            r"нагород|nagrod"
        ),
    ),
    (
        "",
        re.compile(
            r"教学|授课|语言|言語|指导|授業|担当|강의|преподав|lehre|enseignement|docencia|ensino|"
            r"insegnamento|sprach|langue|idioma"
        ),
    ),
    ("skills", re.compile(r"技能|技术栈|スキル|기술|навык|kenntniss|compéten|competenc|habilid|umiejętn|beceri")),
    ("service", re.compile(r"兼职|学术服务|社会服务|学会活動|委員|학술활동")),
    (
        "positions",
        re.compile(
            r"工作|任职|职业|经历|職歴|経歴|職務|경력|опыт|карьер|beruf|werdegang|expérience|experienc|"
            r"experiênc|esperienz|deneyim|досвід|doświad"
        ),
    ),
    ("talks", re.compile(r"报告|講演|学会発表|発表|발표|доклад|vorträge|exposé|conferencias|palestra|presentazioni")),
    ("projects", re.compile(r"项目|プロジェクト|프로젝트|проект|projekt|projet|proyect|projeto|progett|proje")),
    ("interests", re.compile(r"研究方向|研究兴趣|研究领域|研究分野|관심|научн\w+ интерес|forschungs")),
)


def section_family(title: str, shown_as: str) -> str:
    """What a section lists, by its title in any language, else by how it is shown ("publications")."""
    known = next((family for family, words in _FAMILIES if words.search(title)), None)
    if known is None:
        folded = title.casefold()
        known = family_of(title) or next((family for family, words in _ABROAD if words.search(folded)), None)
    return family_of(shown_as) if known is None else known

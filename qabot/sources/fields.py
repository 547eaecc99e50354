"""The paths that fields of structured data share, whatever the format: front matter, JSON, BibTeX, LaTeX commands.

A reader gives every value the path it has in its file (`("work", 0, "position")`), and, where it knows what the value
means, one of these as well. Both name the same range of text, and the range says the value and nothing else.

    ("name",)                        the person's name, first name first
    ("aliases", i)                   another spelling of it
    ("label",)                       what the person is, as under the name ("Assistant Professor")
    ("summary",)                     a paragraph about the person
    ("email", i)                     an address
    ("homepage",)                    the person's own page
    ("links", kind)                  a handle or address elsewhere: kind is "github", "orcid", "google scholar", "x" ...
    ("positions", i, ...)            "role", "organization", "start", "end", "dates" (both, as one), "place"
    ("education", i, ...)            "degree", "field", "organization", "start", "end", "dates", "place"
    ("papers", i, ...)               "title", "authors" j, "venue", "venue_short", "year", "type", "doi", "url",
                                     "eprint", "abstract", "note", "keywords", "award", "links" key
    ("awards", i, ...)               "title", "organization", "year"
    ("service", i, ...)              "role", "organization", "year"
    ("projects", i, ...)             "title", "organization", "year"; so has ("talks", i, ...)
    ("skills", i)                    a word or a phrase; so are ("interests", i) and ("languages", i)

`i` counts from 0 in the order of the file and is the same for the parts of one entry (where the file has a list of this
very name, it is the place in that list); a part that the file does not give is left out. Dates stand as written
("2017-05", "Sep 2019", "present"). A phone number or a street address has no path: it is not part of a source.
"""

from __future__ import annotations

import re
from functools import lru_cache

Path = tuple[str | int, ...]

_PRIVATE = re.compile(
    r"(?:tele|mobile_?|home_?|work_?|cell_?)?(?:phone|fax)(?:_?numbers?)?|mobile|tel|cell|street_?address|address(?:_?line_?\d?)?"
    r"|post(?:al)?_?(?:code|address)|zip(?:_?code)?|birth_?(?:date|day|place)|date_?of_?birth|marital_?status|gender|passport",
    re.I,
)


_PRIVATE_ABROAD = re.compile(
    r"电话|手机|微信|住址|地址|生日|出生|身份证|電話|携帯|住所|生年月日|전화|휴대|주소|생년월일|телефон|адрес|рожден|народжен|"
    r"geburts|telefon|anschrift|adresse|téléphone|naissance|teléfono|telefone|celular|dirección|endereço|nacimiento|"
    r"nascimento|cellulare|indirizzo|nascita|adres|doğum"
)
_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s-]+")


@lru_cache(maxsize=1024)
def is_private(key: str) -> bool:
    """Whether values of this name are left out everywhere: phone numbers, street addresses, dates of birth."""
    words = key.strip()
    return bool(_PRIVATE.fullmatch(_WORD_ENDS.sub("_", words).strip("_@")) or _PRIVATE_ABROAD.match(words.casefold()))

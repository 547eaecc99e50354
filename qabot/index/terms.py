"""Terms: a text as the words that lexical search matches, the same for what is indexed and for what is asked."""

from __future__ import annotations

import re
import unicodedata

TOKENIZER = "unicode61 remove_diacritics 2"  # SQLite FTS5: folds case and accents
MAX_QUERY_TERMS = 256  # a question of 2,000 characters has fewer

# Scripts written without spaces between words, or (Hangul) with endings glued on: matched by pairs of characters.
_PAIRED = (
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"  # Hangul
    "\u3041-\u30ff\u31f0-\u31ff"  # Kana
    "\u3005\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_RUN = re.compile(rf"(?P<paired>[{_PAIRED}]+)|[^\W_{_PAIRED}]+")


def terms_of(text: str) -> list[str]:
    """Split a text into its terms, in order: words, and for Han, Kana and Hangul the pairs of neighbouring characters.

    The last character of such a run stands alone as well, so that every character begins some term.
    """
    terms: list[str] = []
    for run in _RUN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        word = run.group()
        if run.group("paired"):
            terms += [word[i : i + 2] for i in range(len(word))]
        else:
            terms.append(word)
    return terms


def indexed(text: str) -> str:
    """Write a text's terms as FTS5 is given them: with a space between."""
    return " ".join(terms_of(text))


def match(text: str) -> str:
    """Write a question as an FTS5 expression that any of its terms satisfies; "" if it has none.

    Every term is quoted, so nothing a user types is read as query syntax.
    """
    runs = (run.group() for run in _RUN.finditer(unicodedata.normalize("NFKC", text).casefold()))
    parts: dict[str, None] = {}
    for word in runs:
        if _is_paired(word) and len(word) == 1:
            parts[f'"{word}" *'] = None  # a single character: whatever pair it begins
        elif _is_paired(word):
            parts.update(dict.fromkeys(f'"{word[i : i + 2]}"' for i in range(len(word) - 1)))
        else:
            parts[f'"{word}"'] = None
    return " OR ".join(list(parts)[:MAX_QUERY_TERMS])


def _is_paired(word: str) -> bool:
    return re.match(rf"[{_PAIRED}]", word) is not None

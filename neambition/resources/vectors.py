"""Words as vectors, near where their sense is near: static embeddings that come with a package.

Only the package's two files are read, its table and its tokenizer: importing it would take longer
than all else at start-up, and nothing is ever downloaded.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]


@cache
def _files() -> tuple[Tokenizer, NDArray[np.float16]]:
    spec = find_spec("wordllama")
    assert spec is not None  # noqa: S101 it is among the packages
    assert spec.submodule_search_locations  # noqa: S101 and is a folder
    folder = Path(spec.submodule_search_locations[0])
    tokenizer = Tokenizer.from_file(
        str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json")
    )
    with safe_open(folder / "weights" / "l2_supercat_256.safetensors", "np") as tensors:
        return tokenizer, tensors.get_tensor("embedding.weight")


def vectors(texts: Sequence[Sequence[str]]) -> Vectors:
    """A row of length 1 for the words of each text, so that a product of two says how near they
    are; nothing is near to no words. No part of the table spans two words, so each is read once."""
    words = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    of_words = _sums(list(words))
    said = np.array([words[word] for text in texts for word in text], dtype=int)
    rows = np.zeros((len(texts), of_words.shape[1]), np.float32)
    end = 0
    for row, text in zip(rows, texts, strict=True):
        start, end = end, end + len(text)
        of_words[said[start:end]].sum(axis=0, out=row)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths > 0, lengths, 1)
    return rows


def _sums(words: list[str]) -> Vectors:
    """A row for each word: the sum of its parts."""
    tokenizer, table = _files()
    read = [of.ids for of in tokenizer.encode_batch(words, add_special_tokens=False)]
    rows = np.zeros((len(words), table.shape[1]), np.float32)
    for row, parts in zip(rows, read, strict=True):
        table[parts].sum(axis=0, dtype=np.float32, out=row)
    return rows

"""Writes the golden files of this directory with the tools that define the formats.

    python3 make_golden.py       # Debian 12: python3-gensim 4.2.0, python3-numpy 1.24.2, fasttext 0.9.2

golden.npy, golden.vec, golden.bin    one matrix, written by numpy.save and by gensim's save_word2vec_format
golden_f8_fortran_big.npy ...         the first six rows in other element types, orders and header versions
fasttext.vec, fasttext.npy            a training run of fastText, and what gensim reads from it
word2vec_c.txt, word2vec_c.bin        as the fprintf and fwrite calls of word2vec.c (20130904) put them; the tool is not packaged
floats.tsv                            bits and repr() of float32 values
"""
import pathlib
import subprocess
import tempfile

import numpy as np
from gensim.models import KeyedVectors

HERE = pathlib.Path(__file__).parent
ROWS, DIM = 24, 7
IDS = ["track1", "Ünïcode", "песня", "曲", "🎵🎶", "e\u0301", "é", "no\u00a0break", "50%", "a_b", "</s>", "-1.5", "0",
       "back\\slash", '"quoted"', "x" * 70]
IDS += ["id%d" % i for i in range(len(IDS), ROWS)]
EDGES = [0.0, -0.0, 1.0, -1.0, 1e-4, 9.999e-5, 1e-5, 1e16, 9.999999e15, 1.5e16, 1e15, 123456789.0, 0.1, 1 / 3, 16777216.0,
         3.4028235e38, -3.4028235e38, 1.1754944e-38, 1e-45, 3e-45, 7e-45, 1e-44, 1.2e-38, 8.5899346e9, 2e-44, 5e-324]

random = np.random.RandomState(7)


def finite_bits(n):
    values = random.randint(0, 2**32, 2 * n, dtype=np.uint64).astype(np.uint32).view(np.float32)
    return values[np.isfinite(values)][:n]


flat = (random.standard_normal(ROWS * DIM) * 0.1).astype(np.float32)
flat[: len(EDGES)] = np.array(EDGES, dtype=np.float64).astype(np.float32)
flat[len(EDGES) : len(EDGES) + 40] = finite_bits(40)
matrix = flat.reshape(ROWS, DIM)

np.save(HERE / "golden.npy", matrix)
keyed = KeyedVectors(DIM)
keyed.add_vectors(IDS, matrix)
keyed.save_word2vec_format(str(HERE / "golden.vec"), binary=False)
keyed.save_word2vec_format(str(HERE / "golden.bin"), binary=True)
(HERE / "golden.ids.txt").write_bytes("".join(i.replace("\\", "\\\\") + "\n" for i in IDS).encode())

small = np.round(random.standard_normal((6, 3)), 2).astype(np.float32)
np.save(HERE / "golden_f4_big.npy", small.astype(">f4"))
np.save(HERE / "golden_f8_fortran_big.npy", np.asfortranarray((small.astype(np.float64) + 1e-12).astype(">f8")))
with open(HERE / "golden_f2_v2.npy", "wb") as out:
    np.lib.format.write_array(out, small.astype("<f2"), version=(2, 0))
with open(HERE / "golden_f4_fortran_v3.npy", "wb") as out:
    np.lib.format.write_array(out, np.asfortranarray(small), version=(3, 0))
np.save(HERE / "small.npy", small)
np.save(HERE / "empty.npy", np.zeros((0, 5), dtype=np.float32))

with tempfile.TemporaryDirectory() as scratch:
    text = pathlib.Path(scratch) / "text"
    text.write_text("песня b c a\nb c песня a\n" * 20)
    subprocess.run(["fasttext", "skipgram", "-input", text, "-output", scratch + "/model", "-dim", "4", "-minCount", "1",
                    "-thread", "1", "-lr", "0.5", "-minn", "0", "-maxn", "0", "-t", "1"], check=True)
    (HERE / "fasttext.vec").write_bytes((pathlib.Path(scratch) / "model.vec").read_bytes())
np.save(HERE / "fasttext.npy", KeyedVectors.load_word2vec_format(str(HERE / "fasttext.vec")).vectors)

words = ["</s>", "b", "песня"]
with open(HERE / "word2vec_c.txt", "wb") as txt, open(HERE / "word2vec_c.bin", "wb") as binary:
    for out in (txt, binary):
        out.write(b"%d %d\n" % (len(words), 3))
        for word, row in zip(words, small):
            out.write(word.encode() + b" ")
            for x in row:
                out.write(b"%f " % x if out is txt else x.tobytes())
            out.write(b"\n")

values = np.concatenate([np.array(EDGES, dtype=np.float64).astype(np.float32), finite_bits(150)])
values = np.concatenate([values, np.arange(1, 40, dtype=np.uint32).view(np.float32)])
(HERE / "floats.tsv").write_text("".join("%08x\t%r\n" % (x.view(np.uint32), x) for x in values))

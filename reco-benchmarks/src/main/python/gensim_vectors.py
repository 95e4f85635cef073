#!/usr/bin/python3
"""gensim's vectors for comparison with ours: python3-gensim 4.2 of Debian, system python3.

Usage: gensim_vectors.py SENTENCES.txt VECTORS.txt [--dim 100] [--window 5] [--negative 5] [--epochs 5] [--min-count 5]
       [--sample 1e-3] [--exponent 0.75] [--alpha 0.025] [--sg 1] [--workers 1] [--seed 1]
One sentence of ids a line. Reproducible only with one worker and PYTHONHASHSEED set.
"""
import argparse

from gensim.models import Word2Vec

a = argparse.ArgumentParser()
a.add_argument("sentences")
a.add_argument("vectors")
for name, value in (("dim", 100), ("window", 5), ("negative", 5), ("epochs", 5), ("min-count", 5), ("sg", 1), ("workers", 1), ("seed", 1)):
    a.add_argument("--" + name, type=int, default=value)
for name, value in (("sample", 1e-3), ("exponent", 0.75), ("alpha", 0.025)):
    a.add_argument("--" + name, type=float, default=value)
o = a.parse_args()
sentences = [line.split() for line in open(o.sentences)]
model = Word2Vec(sentences, vector_size=o.dim, window=o.window, negative=o.negative, hs=0, sg=o.sg, sample=o.sample,
                 min_count=o.min_count, workers=o.workers, epochs=o.epochs, ns_exponent=o.exponent, alpha=o.alpha,
                 min_alpha=1e-4, seed=o.seed)
model.wv.save_word2vec_format(o.vectors)

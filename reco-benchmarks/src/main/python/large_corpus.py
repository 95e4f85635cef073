#!/usr/bin/python3
"""Writes a corpus with about a million items: large_corpus.py OUT.txt [--items 1000000] [--tokens 12000000] [--seed 1]; needs python3-numpy.

Item tN belongs to cluster N % (items / 250); a sentence of 10 to 90 tokens stays in its cluster, or changes it with probability 0.1 before a
token; frequencies fall as rank^-0.8. At the end every item occurs once more, in sentences of its cluster, so that none is missing.
"""
import argparse
import numpy as np

a = argparse.ArgumentParser()
a.add_argument("out")
for name, value in (("items", 1_000_000), ("tokens", 12_000_000), ("seed", 1)): a.add_argument("--" + name, type=int, default=value)
o = a.parse_args()
random = np.random.default_rng(o.seed)
clusters = o.items // 250
size = o.items // clusters
cumulative = np.cumsum((np.arange(size) + 1.0) ** -0.8)
written = 0
with open(o.out, "w") as out:
    def write(ids):
        out.write(" ".join(map("t{}".format, ids)) + "\n")
    while written < o.tokens - o.items:
        length = int(random.integers(10, 91))
        switch = random.random(length) < 0.1
        switch[0] = True
        chosen = random.integers(clusters, size=length)
        cluster = chosen[np.maximum.accumulate(np.where(switch, np.arange(length), 0))]
        rank = np.minimum(size - 1, np.searchsorted(cumulative, random.random(length) * cumulative[-1]))
        write(cluster + rank * clusters)
        written += length
    for c in range(clusters):
        ids = random.permutation(np.arange(c, size * clusters, clusters))
        for i in range(0, size, 50): write(ids[i:i + 50])

#!/usr/bin/env python3
"""Writes golden.tsv beside this script: statistics of paired differences.

Made with Python 3.11, numpy 1.24.2, scipy 1.10.1:  python3 make_golden.py
"""
import itertools
import os
from fractions import Fraction

import numpy as np
from scipy import stats

rng = np.random.RandomState(20260101)
CASES = {
    "small_5": np.round(rng.normal(0.05, 0.1, 5), 4),
    "discrete_8": rng.randint(-2, 4, 8) / 4.0,
    "ten": np.round(rng.normal(0.02, 0.05, 10), 6),
    "n16_zeros": np.round(np.where(rng.rand(16) < 0.4, 0, rng.normal(0.1, 0.3, 16)), 3),
    "n60": np.round(rng.normal(0.1, 0.25, 60), 5),
    "tiny_p": np.round(rng.normal(1.0, 0.9, 200), 5),
    "skewed": np.round(rng.exponential(0.3, 40) - 0.15, 5),
}

rows = []


def row(case, quantity, value):
    rows.append((case, quantity, repr(float(value))))


def sign_flip(d):
    """Exact shares over all assignments, in rational arithmetic."""
    d = [Fraction(repr(float(x))) for x in d]
    s = sum(d)
    two = greater = less = 0
    for signs in itertools.product((1, -1), repeat=len(d)):
        t = sum(x * g for x, g in zip(d, signs))
        two += abs(t) >= abs(s)
        greater += t >= s
        less += t <= s
    total = 2 ** len(d)
    return two / total, greater / total, less / total


for name, d in CASES.items():
    row(name, "values", 0)
    rows[-1] = (name, "values", ",".join(repr(float(x)) for x in d))
    t = stats.ttest_1samp(d, 0)
    row(name, "t", t.statistic)
    row(name, "p_two", t.pvalue)
    row(name, "p_greater", stats.ttest_1samp(d, 0, alternative="greater").pvalue)
    row(name, "p_less", stats.ttest_1samp(d, 0, alternative="less").pvalue)
    ci = t.confidence_interval(0.95)
    row(name, "ci_low", ci.low)
    row(name, "ci_high", ci.high)
    row(name, "dz", d.mean() / d.std(ddof=1))
    row(name, "se", np.sqrt(((d - d.mean()) ** 2).sum()) / len(d))
    if len(d) <= 16:
        for q, v in zip(("flip_two", "flip_greater", "flip_less"), sign_flip(d)):
            row(name, q, v)
    for method in ("percentile", "basic", "BCa"):
        ends = []
        for seed in range(4):
            b = stats.bootstrap((d,), np.mean, n_resamples=50000, method=method, random_state=seed, vectorized=True)
            ends.append((b.confidence_interval.low, b.confidence_interval.high))
        low, high = np.mean(ends, axis=0)
        row(name, "boot_%s_low" % method.lower(), low)
        row(name, "boot_%s_high" % method.lower(), high)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.tsv"), "w") as out:
    out.write("case\tquantity\tvalue\n")
    for r in rows:
        out.write("\t".join(r) + "\n")

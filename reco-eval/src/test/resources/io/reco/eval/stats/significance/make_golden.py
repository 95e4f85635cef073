#!/usr/bin/env python3
"""Writes vectors.tsv, expected.tsv, multiple.tsv and power.tsv beside this script: paired tests and intervals.

Written from the formulas, not from the Java code. Exact tests are sums of fractions; t, the normal approximation of the
signed-rank test and noncentral t are those of scipy. Made with Python 3.11, numpy 2.4.6, scipy 1.17.1 (scipy 1.10.1 gives
the same but for the ends of t intervals, as its quantile of t is off by up to 1e-8):

    python3 make_golden.py

Differences a - b are rounded to 12 decimals before anything else.
"""
import itertools
import os
import warnings
from collections import Counter
from fractions import Fraction
from math import ceil, comb

import numpy as np
from scipy import stats

warnings.simplefilter("ignore")
rng = np.random.RandomState(20261127)
HERE = os.path.dirname(os.path.abspath(__file__))


def near(base, d):
    return np.asarray(base), np.asarray(base) - np.asarray(d)


CASES = {
    "n3": near([0.5, 0.75, 0.25], [0.25, 0.5, -0.125]),
    "n4_two_values": near([1, 1, 0, 1], [1, 1, -1, 0]),
    "n5": near(rng.rand(5).round(4), rng.normal(0.05, 0.1, 5).round(4)),
    "n6_ties": near(np.zeros(6), [0.5, 0.5, -0.25, 0.25, 1, -0.5]),
    "one_pair": near([0.75], [0.25]),
    "float_noise": (np.array([0.3, 0.2, 0.7, 0.6, 0.1, 0.9, 0.1 + 0.2]), np.array([0.2, 0.1, 0.6, 0.7, 0.2, 0.5, 0.3])),
    "all_zero": (np.full(7, 0.3), np.full(7, 0.3)),
    "const_diff": near(np.arange(8) / 8, np.full(8, 0.125)),
    "one_sided": near(np.ones(12), np.arange(1, 13) / 16),
    "ties": near(np.zeros(14), rng.randint(-3, 5, 14) / 4),
    "zeros": near(np.zeros(18), np.where(rng.rand(18) < 0.4, 0, rng.normal(0.1, 0.3, 18).round(3))),
    "mostly_zero": near(np.zeros(20), [0] * 15 + [1, -1, 1, 1, 1]),
    "n30": near(rng.rand(30).round(5), rng.normal(0.03, 0.1, 30).round(5)),
    "hits_n50": (rng.randint(0, 2, 50).astype(float), (rng.rand(50) < 0.3).astype(float)),
    "large_values": near(rng.rand(40).round(3) * 1000, rng.normal(120, 300, 40).round(3)),
    "huge_values": near(np.zeros(11), (rng.normal(1e6, 4e6, 11)).round(0)),
    "n120_zeros": near(np.zeros(120), np.where(rng.rand(120) < 0.5, 0, rng.randint(-8, 10, 120) / 16)),
    "n200_tiny_p": near(rng.rand(200).round(5), rng.normal(1.0, 0.55, 200).round(5)),
    "n200_worse": near(rng.rand(200).round(5), rng.normal(-0.9, 0.55, 200).round(5)),
}
rows = []


def row(case, test, quantity, value):
    rows.append((case, test, quantity, repr(value) if isinstance(value, int) else "%.17g" % float(value)))


def triple(case, test, two, greater, less):
    row(case, test, "p_two", two)
    row(case, test, "p_greater", greater)
    row(case, test, "p_less", less)


def t_test(case, d):
    n = len(d)
    row(case, "t", "n", n)
    if n < 2 or np.all(d == d[0]):
        row(case, "t", "degenerate", 1)
        return
    t = stats.ttest_1samp(d, 0)
    row(case, "t", "t", t.statistic)
    triple(case, "t", t.pvalue, *(stats.ttest_1samp(d, 0, alternative=a).pvalue for a in ("greater", "less")))
    ci = t.confidence_interval(0.95)
    row(case, "t", "ci95_low", ci.low)
    row(case, "t", "ci95_high", ci.high)
    row(case, "t", "mean_diff", d.mean())
    row(case, "t", "cohen_dz", d.mean() / d.std(ddof=1))


def sign_test(case, d):
    pos, neg = int((d > 0).sum()), int((d < 0).sum())
    n = pos + neg
    if n == 0:
        return
    tail = lambda x: Fraction(sum(comb(n, i) for i in range(x, n + 1)), 2**n)
    row(case, "sign", "n_pos", pos)
    row(case, "sign", "n_neg", neg)
    triple(case, "sign", min(1, 2 * min(tail(pos), tail(neg))), tail(pos), tail(neg))


def signed_rank_exact(case, d, policy):
    x = d[d != 0] if policy == "wilcox" else d
    ranks = 2 * stats.rankdata(np.abs(x)) if len(x) else np.array([])
    assert np.all(ranks == np.round(ranks))
    kept = [(int(r), v > 0) for r, v in zip(ranks, x) if v != 0]
    plus = sum(r for r, up in kept if up)
    minus = sum(r for r, up in kept if not up)
    counts = [1]
    for r, _ in kept:
        longer = counts + [0] * r
        for s, c in enumerate(counts):
            longer[s + r] += c
        counts = longer
    total = 2 ** len(kept)
    less = Fraction(sum(counts[: plus + 1]), total)
    greater = Fraction(sum(counts[plus:]), total)
    test = "wilcoxon_%s_exact" % policy
    row(case, test, "r_plus", plus / 2)
    row(case, test, "r_minus", minus / 2)
    triple(case, test, min(1, 2 * min(less, greater)), greater, less)


def signed_rank_normal(case, d, policy, correction):
    if np.all(d == 0):
        return
    test = "wilcoxon_%s_normal%s" % (policy, "_cc" if correction else "")
    results = [
        stats.wilcoxon(d, zero_method=policy, correction=correction, alternative=a, method="asymptotic")
        for a in ("two-sided", "greater", "less")
    ]
    triple(case, test, *(r.pvalue for r in results))
    row(case, test, "statistic", results[0].statistic)


def fractions_of(d):
    return [Fraction("%.12f" % x) for x in d]


def permutation(case, d):
    if len(d) > 16:
        return
    exact = fractions_of(d)
    observed = sum(exact)
    sums = Counter({Fraction(0): 1})
    for x in exact:
        nxt = Counter()
        for s, c in sums.items():
            nxt[s + x] += c
            nxt[s - x] += c
        sums = nxt
    share = lambda keep: Fraction(sum(c for s, c in sums.items() if keep(s)), 2 ** len(exact))
    triple(
        case, "permutation_exact", share(lambda s: abs(s) >= abs(observed)), share(lambda s: s >= observed),
        share(lambda s: s <= observed))


def enumerated(case, d):
    if len(d) > 6:
        return
    exact = fractions_of(d)
    n = len(exact)
    means = sorted(sum(draw) / n for draw in itertools.product(exact, repeat=n))
    for name, q in (("low", Fraction(1, 40)), ("high", Fraction(39, 40))):
        position = q * (len(means) - 1)
        i = int(position)
        j = min(i + 1, len(means) - 1)
        row(case, "bootstrap_percentile_enumerated", "ci95_%s_linear" % name, means[i] + (position - i) * (means[j] - means[i]))
        row(case, "bootstrap_percentile_enumerated", "ci95_%s_inverted_cdf" % name, means[max(1, ceil(q * len(means))) - 1])


def bootstrap_mc(case, d):
    """Four runs of scipy; the tolerance covers the noise of both sides, and a step of the grid."""
    if len(d) < 14 or np.all(d == d[0]):
        return
    se = np.sqrt(((d - d.mean()) ** 2).sum()) / len(d)
    for method in ("percentile", "basic", "BCa"):
        ends = []
        for seed in range(4):
            b = stats.bootstrap((d,), np.mean, n_resamples=25000, method=method, random_state=seed)
            ends.append((b.confidence_interval.low, b.confidence_interval.high))
        test = "bootstrap_%s_mc" % method.lower()
        low, high = np.mean(ends, axis=0)
        row(case, test, "ci95_low", low)
        row(case, test, "ci95_high", high)
        step = np.min(np.diff(np.unique(np.append(d, d[0] + 1e9)))) / len(d)
        row(case, test, "tol_for_R10000", 0.12 * se + (step if step > 1e-3 * se else 0))


with open(os.path.join(HERE, "vectors.tsv"), "w") as out:
    out.write("case\tuser\ta\tb\n")
    for name, (a, b) in CASES.items():
        for i in range(len(a)):
            out.write("%s\tu%d\t%r\t%r\n" % (name, i, float(a[i]), float(b[i])))

for name, (a, b) in CASES.items():
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    d = np.array([float("%.12f" % x) for x in a - b]) + 0.0
    t_test(name, d)
    sign_test(name, d)
    for policy in ("wilcox", "pratt"):
        signed_rank_exact(name, d, policy)
    for policy in ("wilcox", "pratt", "zsplit"):
        for correction in (False, True):
            signed_rank_normal(name, d, policy, correction)
    permutation(name, d)
    row(name, "bootstrap", "se_exact", np.sqrt(((d - d.mean()) ** 2).sum()) / len(d))
    enumerated(name, d)
    bootstrap_mc(name, d)

with open(os.path.join(HERE, "expected.tsv"), "w") as out:
    out.write("case\ttest\tquantity\tvalue\n")
    for r in rows:
        out.write("\t".join(r) + "\n")

FAMILIES = {
    "three": ["0.01", "0.04", "0.03"],
    "ties": ["0.02", "0.5", "0.02", "0.001", "0.5"],
    "tiny": ["1e-30", "0.2", "0.9", "3e-12", "0.049"],
    "ones": ["1", "0.7", "1"],
    "zero": ["0", "0.25"],
    "single": ["0.03"],
}


def adjusted(p):
    m = len(p)
    order = sorted(range(m), key=lambda i: p[i])
    out = {"bonferroni": [min(Fraction(1), m * x) for x in p], "sidak": [1 - (1 - x) ** m for x in p]}
    holm, hochberg, bh = [None] * m, [None] * m, [None] * m
    for i in range(m):  # straight from the definitions, quadratic
        holm[order[i]] = min(Fraction(1), max((m - j) * p[order[j]] for j in range(i + 1)))
        hochberg[order[i]] = min(Fraction(1), min((m - j) * p[order[j]] for j in range(i, m)))
        bh[order[i]] = min(Fraction(1), min(Fraction(m, j + 1) * p[order[j]] for j in range(i, m)))
    out.update(holm=holm, hochberg=hochberg, bh=bh)
    return out


with open(os.path.join(HERE, "multiple.tsv"), "w") as out:
    out.write("case\tindex\tp\tbonferroni\tholm\thochberg\tbh\tsidak\n")
    for name, texts in FAMILIES.items():
        p = [Fraction(x) for x in texts]
        a = adjusted(p)
        for i in range(len(p)):
            cells = [texts[i]] + ["%.17g" % float(a[k][i]) for k in ("bonferroni", "holm", "hochberg", "bh", "sidak")]
            out.write("\t".join([name, str(i)] + cells) + "\n")

with open(os.path.join(HERE, "power.tsv"), "w") as out:
    out.write("effect\tn\talpha\tpower\n")
    for effect, n, alpha in [(0.5, 10, 0.05), (0.2, 2, 0.05), (1, 3, 0.1), (0.05, 3142, 0.05), (0.01, 20000, 0.01), (2, 8, 0.001)]:
        c = stats.t.ppf(1 - alpha / 2, n - 1)
        shift = effect * n**0.5
        power = stats.nct.sf(c, n - 1, shift) + stats.nct.cdf(-c, n - 1, shift)
        out.write("%r\t%d\t%r\t%.17g\n" % (effect, n, alpha, power))

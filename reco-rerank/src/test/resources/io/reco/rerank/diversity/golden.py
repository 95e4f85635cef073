"""Golden cases of GreedyDpp and XQuad, by definition and not by the algorithms of the library.

Made with Python 3.11.2 and numpy 1.24.2: python3 golden.py (writes dpp.tsv and xquad.tsv beside this file).
dpp: each pick maximises slogdet of L over the set with it; it ends when det grows by less than 1e-10 times.
"""
import os
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20231114)


def vectors(n, d):
    return np.round(rng.normal(size=(n, d)), 3)


def cos(v):
    norm = np.linalg.norm(v, axis=1, keepdims=True)
    u = np.divide(v, norm, out=np.zeros_like(v), where=norm > 0)
    return u @ u.T


def greedy(L, k):
    picks, gains, before = [], [], 0.0
    while len(picks) < k:
        best, value = None, -np.inf
        for i in range(len(L)):
            if i not in picks:
                s = picks + [i]
                sign, logdet = np.linalg.slogdet(L[np.ix_(s, s)])
                gain = logdet - before if sign > 0 else -np.inf
                if gain > value + 1e-12:
                    best, value = i, gain
        if best is None or value < np.log(1e-10):
            break
        picks.append(best)
        gains.append(value)
        before += value
    return picks, gains


cases = []
v = vectors(12, 5)
r = np.round(rng.random(12), 3)
cases.append(("plain", r, 0.5 + r, v, 5))
cases.append(("theta07", r, np.exp(0.7 / 0.6 * r), v, 5))
v = vectors(10, 3)
cases.append(("lowrank", r[:10], 0.5 + r[:10], v, 6))
v = vectors(8, 7)
v[3] = v[1]
v[6] = 2 * v[0]
cases.append(("copies", r[:8], 0.5 + r[:8], v, 8))
v = vectors(6, 6)
v[2] = 0
cases.append(("zero", r[:6], 0.5 + r[:6], v, 6))
with open(os.path.join(here, "dpp.tsv"), "w") as out:
    out.write("case\twhat\trow\trelevance\tquality\tvector\tasked\tlog_gain\n")
    for name, rel, q, v, k in cases:
        for i in range(len(v)):
            out.write(f"{name}\titem\t{i}\t{rel[i]:.15g}\t{q[i]:.17g}\t{','.join('%.15g' % x for x in v[i])}\t{k}\t\n")
        picks, gains = greedy(q[:, None] * cos(v) * q[None, :], k)
        for i, g in zip(picks, gains):
            out.write(f"{name}\tpick\t{i}\t\t\t\t{k}\t{g:.15g}\n")

p = np.array([0.5, 0.3, 0.2])
rel = np.round(rng.random(10), 3)
share = np.round(rng.random((10, 3)) * (rng.random((10, 3)) < 0.6), 3)
with open(os.path.join(here, "xquad.tsv"), "w") as out:
    out.write("what\tlambda\trow\trelevance\ta\tb\tc\tvalue\n")
    for i in range(10):
        out.write(f"item\t\t{i}\t{rel[i]:.15g}\t{share[i][0]:.15g}\t{share[i][1]:.15g}\t{share[i][2]:.15g}\t\n")
    for lam in (0.0, 0.3, 0.6, 1.0):
        picks = []
        for _ in range(8):
            best, value = None, -np.inf
            for i in range(10):
                if i not in picks:
                    novelty = np.prod([1 - share[s] for s in picks], axis=0) if picks else np.ones(3)
                    worth = (1 - lam) * rel[i] + lam * float(np.sum(p * share[i] * novelty))
                    if worth > value + 1e-12:
                        best, value = i, worth
            picks.append(best)
            out.write(f"pick\t{lam}\t{best}\t\t\t\t\t{value:.15g}\n")

#!/usr/bin/env python3
"""Writes the golden folders beside this script: graded, unicode, trec, beyond.

Plain Python 3.11, from the definitions in docs/help/score.md, slow and literal; nothing of it comes from the Java code:

    python3 make_golden.py

graded   grades -1..4, tied scores, lists shorter than the cutoffs, users without relevant item, without list, without judgement
unicode  ids with astral characters, no-break spaces, combining marks, bidi controls; "1" and "001"; spelling variants
beyond   a training table, catalogue, tags and vectors for the metrics that are not about accuracy
Files: expected_<run>_<ties>_l<level>.tsv: every judged user, then the means over the three populations.
       expected_<run>_users.tsv, expected_<run>_system.tsv: metrics beyond accuracy, with the mean over non-empty lists.
"""
import itertools
import math
import os
import random
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
rng = random.Random(20261127)
CUTOFFS = (1, 3, 5, 10, 20)


def write(folder, name, rows):
    os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    with open(os.path.join(HERE, folder, name), "w", encoding="utf-8", newline="") as out:
        for row in rows:
            out.write("\t".join(x if isinstance(x, str) else number(x) for x in row) + "\n")


def number(x):
    return str(x) if isinstance(x, int) else "NaN" if x != x else "%.17g" % x


# ---- ranking accuracy -------------------------------------------------------------------------------------------------------


def ordered(rows, ties):
    """Items of (item, score) rows in file order, best first, each once (the first in this order)."""
    if ties == "trec":
        rows = sorted(rows, key=lambda r: r[0].encode("utf-8"), reverse=True)
    elif ties == "idasc":
        rows = sorted(rows, key=lambda r: r[0].encode("utf-8"))
    rows = sorted(rows, key=lambda r: -r[1])  # stable
    return list(dict.fromkeys(item for item, _ in rows))


def dcg(gains, discount):
    return math.fsum(g / discount(r) for r, g in enumerate(gains, 1))


def accuracy(items, grades, level):
    """All metrics of one list, as a dictionary; grades is item -> grade."""
    relevant = {i for i, g in grades.items() if g >= level}
    n_rel = len(relevant)
    hits = [1 if i in relevant else 0 for i in items]
    out = {"num_rel": n_rel, "num_ret": len(items), "num_rel_ret": sum(hits)}
    log_next = lambda r: math.log2(r + 1)
    log_rank = lambda r: max(1.0, math.log2(r))
    variants = {
        "ndcg": (lambda g: max(g, 0), log_next),
        "ndcg_exp": (lambda g: 2 ** g - 1 if g > 0 else 0, log_next),
        "ndcg_bin": (lambda g: 1 if g >= level else 0, log_next),
        "ndcg_jk": (lambda g: max(g, 0), log_rank),
    }

    def ndcg(name, k):
        gain, discount = variants[name]
        ideal = dcg(sorted((gain(g) for g in grades.values()), reverse=True)[:k], discount)
        return dcg([gain(grades.get(i, 0)) for i in items[:k]], discount) / ideal if ideal else 0.0

    def precision_sum(k):
        return math.fsum(sum(hits[: r + 1]) / (r + 1) for r in range(min(k, len(items))) if hits[r])

    def reciprocal(k):
        return next((1 / r for r, h in enumerate(hits[:k], 1) if h), 0.0)

    whole = 10**9
    out["ap"] = precision_sum(whole) / n_rel if n_rel else 0.0
    out["rr"] = reciprocal(whole)
    out["rprec"] = sum(hits[:n_rel]) / n_rel if n_rel else 0.0
    for name in ("ndcg", "ndcg_exp", "ndcg_bin"):
        out[name] = ndcg(name, whole)
    for k in CUTOFFS:
        h = sum(hits[:k])
        precision, recall = h / k, h / n_rel if n_rel else 0.0
        out["precision@%d" % k] = precision
        out["recall@%d" % k] = recall
        out["hit@%d" % k] = 1 if h else 0
        out["ap@%d" % k] = precision_sum(k) / n_rel if n_rel else 0.0
        out["rr@%d" % k] = reciprocal(k)
        for name in ("ndcg", "ndcg_exp", "ndcg_jk", "ndcg_bin"):
            out["%s@%d" % (name, k)] = ndcg(name, k)
        out["recall_capped@%d" % k] = h / min(k, n_rel) if n_rel else 0.0
        out["ap_capped@%d" % k] = precision_sum(k) / min(k, n_rel) if n_rel else 0.0
        out["precision_len@%d" % k] = h / min(k, len(items)) if items else 0.0
        out["f1@%d" % k] = 2 * precision * recall / (precision + recall) if h else 0.0
    first = next((r for r, h in enumerate(hits[:50], 1) if h), None)
    out["clicks@50"] = 6 if first is None else (first - 1) // 10
    return out


def averaged(rows, grades, level):
    """The mean of accuracy over all orders inside groups of equal score; groups are small."""
    groups = [[i for i, _ in g] for _, g in itertools.groupby(sorted(rows, key=lambda r: -r[1]), key=lambda r: r[1])]
    sums, n = {}, 0
    for orders in itertools.product(*(list(itertools.permutations(g)) for g in groups)):
        values = accuracy([i for g in orders for i in g], grades, level)
        for name, value in values.items():
            sums.setdefault(name, []).append(value)
        n += 1
    return {name: math.fsum(values) / n for name, values in sums.items()}


def by_user(rows):
    users = {}
    for user, item, value in rows:
        users.setdefault(user, []).append((item, value))
    return users


def ranking(folder, name, qrels, run, ties, level):
    judged, lists = by_user(qrels), by_user(run)
    measure = averaged if ties == "tieavg" else lambda rows, g, l: accuracy(ordered(rows, ties), g, l)
    values = {u: measure(lists.get(u, []), dict(rows), level) for u, rows in judged.items()}
    columns = list(next(iter(values.values())))
    rows = [["user"] + columns] + [[u] + [v[c] for c in columns] for u, v in values.items()]
    populations = {
        "*judged": list(judged),
        "*relevant": [u for u in judged if any(g >= level for _, g in judged[u])],
        "*both": [u for u in judged if u in lists],
    }
    for label, users in populations.items():
        rows.append([label] + [math.fsum(values[u][c] for u in users) / len(users) for c in columns])
    write(folder, "expected_%s_%s_l%d.tsv" % (name, ties, level), rows)


def make_ranking(folder, users, items, longest, distinct_scores):
    qrels, run = [], []
    for n, user in enumerate(users):
        grades = [-1, 0, 0, 1, 2, 3, 4] if n % 9 else [-1, 0]
        for item in rng.sample(items, rng.randint(1, min(12, len(items)))):
            qrels.append((user, item, rng.choice(grades)))
        if n % 7 != 3:
            for item in rng.sample(items, rng.randint(1, min(longest, len(items)))):
                run.append((user, item, rng.randint(1, distinct_scores) / 8))
    for item in items[:4]:
        run.append(("nobody", item, 1.0))
    grouped = run[:]
    rng.shuffle(run)  # users interleaved
    write(folder, "qrels.tsv", [("user", "item", "grade")] + qrels)
    write(folder, "run_A.tsv", [("user", "item", "score")] + run)
    for ties in ("trec", "idasc", "stable"):
        for level in (1, 2):
            ranking(folder, "A", qrels, run, ties, level)
    # Few items a group, so that all orders can be gone through.
    small = [(u, i, s + rng.randint(0, 3)) for u, i, s in grouped if rng.random() < 0.5]
    seen, few = {}, []
    for u, i, s in small:
        if seen.setdefault((u, s), 0) < 3 and sum(c for (v, _), c in seen.items() if v == u) < 8:
            seen[(u, s)] += 1
            few.append((u, i, s))
    write(folder, "run_B.tsv", [("user", "item", "score")] + few)
    ranking(folder, "B", qrels, few, "tieavg", 1)
    ranking(folder, "B", qrels, few, "tieavg", 2)
    return qrels, run


make_ranking("graded", ["u%02d" % i for i in range(30)], ["i%02d" % i for i in range(40)], 25, 40)
ODD = [
    "1", "001", "a", "A", "\u00e9", "e\u0301", "\u00c5", "A\u030a", "\u212b", "ss", "\u00df", "SS", "i", "I", "\u0131", "\u0130",
    "\u00a0", "\u00a0x", "x\u00a0", "x y", " lead", "trail ", "\uff41", "\U0001f3b5", "\U0001f3b6", "\ue000", "\ufb01", "\u202eabc",
    "\u200f", "\u65e5\u672c", "\ud55c", "\u1112\u1161\u11ab", "\u0e01", "\ufeffz", "q\u2028r", "q\u0085r", "'", '"', "\\", "#", "\U0010fffd",
]
make_ranking("unicode", ODD[:20] + ["*star"], ODD, 30, 6)

# ---- beyond accuracy --------------------------------------------------------------------------------------------------------

ITEMS = ["i%02d" % i for i in range(40)]
USERS = ["u%02d" % i for i in range(20)]
TAGS = ["rock", "pop", "\u00a0folk", "jazz", "\U0001f3b5", "soul"]
K = (1, 3, 5, 10)
LN = math.log


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values) if values else math.nan


def cosine(x, y):
    a, b = math.sqrt(math.fsum(v * v for v in x)), math.sqrt(math.fsum(v * v for v in y))
    return 0.0 if a == 0 or b == 0 else math.fsum(v * w for v, w in zip(x, y)) / (a * b)


def shares(items, weights, tags):
    """Mean of normalised tag weights over tagged items; None without one."""
    total, out = 0.0, dict.fromkeys(TAGS, 0.0)
    for item, w in zip(items, weights):
        if tags.get(item):
            s = sum(tags[item].values())
            total += w
            for t, v in tags[item].items():
                out[t] += w * v / s
    return {t: v / total for t, v in out.items()} if total else None


def kl(p, q, log=LN):
    return math.fsum(a * log(a / q[t]) for t, a in p.items() if a > 0)


def beyond_user(L, k, history, relevant, n, order, tags, vectors):
    U, T, N = len(USERS), sum(n.values()), len(ITEMS)
    positive = sorted(v for v in n.values() if v > 0)
    head, cumulative = set(), 0
    for i in order:
        if Fraction(cumulative, T) >= Fraction(4, 5):
            break
        head.add(i)
        cumulative += n[i]
    dense = {v: r for r, v in enumerate(sorted(set(n.values()), reverse=True), 1)}
    popular = [i for i in order if i not in history][:k]
    pairs = list(itertools.combinations(L, 2))
    tag_set = lambda i: set(tags.get(i, {}))
    jaccard = lambda a, b: 1.0 if not (a | b) else len(a & b) / len(a | b)
    average_rank = lambda v: mean(r for r, x in enumerate(positive, 1) if x == v)

    def lift(r, i):
        p_any = 0.0 if n[i] == 0 else (N + 1 - dense[n[i]]) / N
        return max((N + 1 - r) / N - p_any, 0)

    p = shares(history, [1] * len(history), tags)
    q = shares(L, [1] * len(L), tags)
    qw = shares(L, [1 / math.log2(r + 1) for r in range(1, len(L) + 1)], tags)
    defined = p is not None and q is not None
    smooth = lambda x: {t: 0.99 * x[t] + 0.01 * p[t] for t in TAGS}
    if defined:
        m = {t: (p[t] + q[t]) / 2 for t in TAGS}
    return {
        "novelty_users": mean(-math.log2(max(n[i], 1) / U) for i in L),
        "novelty_interactions": mean(-math.log2((n[i] or positive[0]) / T) for i in L),
        "epc": mean(1 - n[i] / U for i in L),
        "arp": mean(n[i] for i in L),
        "arp_norm": mean(n[i] / T for i in L),
        "pop_percentile": mean(average_rank(n[i]) / len(positive) if n[i] else 0 for i in L),
        "longtail_share": mean(i not in head for i in L),
        "ild_cosine": mean(1 - cosine(vectors[a], vectors[b]) for a, b in pairs) if pairs else 0.0,
        "ild_jaccard": mean(1 - jaccard(tag_set(a), tag_set(b)) for a, b in pairs) if pairs else 0.0,
        "tag_coverage": len(set().union(*(tag_set(i) for i in L))) / len(TAGS),
        "serendipity_rectools": mean((i in relevant) * lift(r, i) for r, i in enumerate(L, 1)),
        "serendipity_content": mean(
            (i in relevant) * (1 - mean(cosine(vectors[i], vectors[h]) for h in history)) for i in L),
        "unexpectedness_ge": mean(i not in popular for i in L),
        "serendipity_ge": mean(i not in popular and i in relevant for i in L),
        "calib_kl": kl(p, smooth(q)) if defined else math.nan,
        "calib_kl_logw": kl(p, smooth(qw)) if defined else math.nan,
        "calib_js_bits": (kl(p, m, math.log2) + kl(q, m, math.log2)) / 2 if defined else math.nan,
        "calib_hellinger": math.sqrt(math.fsum((math.sqrt(p[t]) - math.sqrt(q[t])) ** 2 for t in TAGS) / 2)
        if defined else math.nan,
    }


def beyond_system(lists, k, train, n):
    shown = [L for L in lists.values() if L]
    x = sorted(sum(i in L for L in shown) for i in ITEMS)
    N, total = len(ITEMS), sum(x)
    gini = math.fsum((2 * r - N - 1) * v for r, v in enumerate(x, 1)) / (N * total)
    entropy = -math.fsum(v / total * math.log2(v / total) for v in x if v)
    profile = mean(mean(n[i] for i in train[u]) for u, L in lists.items() if L)
    listed = mean(mean(n[i] for i in L) for L in shown)
    return {
        "coverage": sum(v > 0 for v in x) / N,
        "coverage_count": sum(v > 0 for v in x),
        "gini": gini,
        "gini_unbiased": gini * N / (N - 1),
        "gini_index_ranksys": 1 - gini * N / (N - 1),
        "entropy_bits": entropy,
        "entropy_norm": entropy / math.log2(N),
        "simpson": math.fsum((v / total) ** 2 for v in x),
        "user_coverage": len(shown) / len(USERS),
        "personalization": 1 - mean(len(set(a) & set(b)) / k for a, b in itertools.combinations(shown, 2)),
        "gap_profile": profile,
        "gap_list": listed,
        "pop_lift": (listed - profile) / profile,
    }


def make_beyond():
    weights = [1 / (1 + j) for j in range(35)]
    train = {}
    for u in USERS:
        size, items = rng.randint(3, 12), []
        while len(items) < size:
            i = rng.choices(ITEMS[:35], weights)[0]
            if i not in items:
                items.append(i)
        train[u] = items
    tags = {i: {t: rng.randint(1, 4) / 2 for t in rng.sample(TAGS, rng.randint(1, 3))} for i in ITEMS if i not in ("i17", "i30")}
    vectors = {i: [round(rng.gauss(0.3, 1), 4) for _ in range(5)] for i in ITEMS}
    vectors["i09"] = [0.0] * 5
    qrels = [(u, i, rng.choice([0, 1, 1, 2])) for u in USERS[:18] for i in rng.sample(ITEMS, 5)]
    n = {i: sum(i in items for items in train.values()) for i in ITEMS}
    order = sorted(ITEMS, key=lambda i: (-n[i], i))
    repeated = [(u, i) for u in USERS for i in train[u] for _ in range(rng.randint(1, 2))]  # plays, not users
    write("beyond", "train.tsv", [("user", "item", "plays")] + [(u, i, "1") for u, i in repeated])
    write("beyond", "catalog.tsv", [("item",)] + [(i,) for i in ITEMS])
    write("beyond", "tags.tsv", [("item", "tag", "weight")] + [(i, t, w) for i in tags for t, w in tags[i].items()])
    write("beyond", "vectors.tsv", [["item"] + ["v%d" % d for d in range(5)]] + [[i] + vectors[i] for i in ITEMS])
    write("beyond", "qrels.tsv", [("user", "item", "grade")] + qrels)
    for name, pool in (("pop", order[:16]), ("flat", ITEMS)):
        lists = {}
        for u in USERS:
            size = {"u03": 4, "u07": 1, "u11": 0}.get(u, 12)
            lists[u] = rng.sample(pool, size)
        write("beyond", "run_%s.tsv" % name,
              [("user", "item", "score")] + [(u, i, 1 - r / 64) for u, L in lists.items() for r, i in enumerate(L)])
        values = {u: {} for u in USERS}
        system = {}
        for k in K:
            for u in USERS:
                relevant = {i for v, i, g in qrels if v == u and g >= 1}
                L = lists[u][:k]
                one = beyond_user(L or ITEMS[:1], k, train[u], relevant, n, order, tags, vectors)
                values[u].update({"%s@%d" % (m, k): v if L else math.nan for m, v in one.items()})
            system.update({"%s@%d" % (m, k): v for m, v in
                           beyond_system({u: L[:k] for u, L in lists.items()}, k, train, n).items()})
        columns = list(values["u00"])
        rows = [["user"] + columns] + [[u] + [values[u][c] for c in columns] for u in USERS]
        rows.append(["*mean"] + [mean(v[c] for v in values.values() if v[c] == v[c]) for c in columns])
        write("beyond", "expected_%s_users.tsv" % name, rows)
        write("beyond", "expected_%s_system.tsv" % name, [("metric", "value")] + list(system.items()))


make_beyond()

"""The twenty metrics of ScoreDriver with NumPy, on the lists that ScoreDriver wrote.

    python score_numpy.py DIRECTORY [PROCESSOR_SECONDS]

Prints the seconds of wall and processor time (reading the files and ordering the lists are not timed), the largest difference to the
values that ScoreDriver wrote, and, given its processor time for measuring and adding up, the ratio. One thread; all users at once, in blocks of 8192.
"""
import sys
import time

import numpy as np

directory = sys.argv[1]
users, length, relevant, past, items = map(int, open(f"{directory}/shape.txt").read().split())


def table(name, columns):
    return np.fromfile(f"{directory}/{name}.i32", dtype="<i4").reshape(-1, columns)


lists, truth, grades, history = (
    table("lists", length), table("truth", relevant), table("grades", relevant), table("history", past))
counts = table("counts", items)[0].astype(np.int64)
K = 10
BLOCK = 8192

start, cpu = time.perf_counter(), time.process_time()
ranks = np.arange(1, length + 1)
discount = 1 / np.log2(ranks + 1)
order = np.lexsort((np.arange(items), -counts))
before = np.concatenate([[0], np.cumsum(counts[order])[:-1]])
head = np.zeros(items, bool)
head[order] = 5 * before < 4 * counts.sum()
item_values = {
    "novelty_users@10": -np.log2(np.maximum(counts, 1) / users),
    "epc@10": 1 - counts / users,
    "arp@10": counts.astype(float),
    "longtail_share@10": (~head).astype(float),
}
sums = {}
exposure = np.zeros(items, np.int64)


def add(name, values):
    sums[name] = sums.get(name, 0.0) + values.sum()


for first in range(0, users, BLOCK):
    block = slice(first, min(users, first + BLOCK))
    shown = lists[block].astype(np.int64)
    n = len(shown)
    row = np.arange(n, dtype=np.int64)[:, None] * items
    keys = (row + truth[block]).ravel()
    by_key = np.argsort(keys)
    sorted_keys = keys[by_key]
    place = np.minimum(np.searchsorted(sorted_keys, row + shown), len(keys) - 1)
    hit = sorted_keys[place] == row + shown
    gain = np.where(hit, grades[block].ravel()[by_key][place], 0)
    R = relevant
    cumulative = hit.cumsum(1)
    h = cumulative[:, K - 1]
    add("precision@10", h / K)
    add("recall@10", h / R)
    add("f1@10", 2 * h / (K + R))
    add("hit@10", h > 0)
    any_hit = hit.any(1)
    rank = np.where(any_hit, hit.argmax(1) + 1, 0)
    add("rr", np.where(any_hit, 1 / np.maximum(rank, 1), 0))
    add("rprec", cumulative[:, R - 1] / R)
    precision_at_hits = np.where(hit, cumulative / ranks, 0)
    add("ap", precision_at_hits.sum(1) / R)
    add("ap@10", precision_at_hits[:, :K].sum(1) / R)
    best = -np.sort(-grades[block], 1)
    for name, g, b in (("ndcg", gain, best), ("ndcg_exp", 2.0**gain - 1, 2.0**best - 1)):
        dcg = g * discount
        ideal = b * discount[:relevant]
        if name == "ndcg":
            add("ndcg", dcg.sum(1) / ideal.sum(1))
        add(name + "@10", dcg[:, :K].sum(1) / ideal[:, :K].sum(1))
    add("clicks@100", np.where(any_hit & (rank <= 100), (rank - 1) // 10, 11))
    top = shown[:, :K]
    for name, values in item_values.items():
        add(name, values[top].mean(1))
    known = np.sort((row + history[block]).ravel())
    wanted = row + top
    add("repeat@10", (known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] == wanted).mean(1))
    exposure += np.bincount(top.ravel(), minlength=items)
result = {name: value / users for name, value in sums.items()}
result["coverage@10"] = (exposure > 0).mean()
x = np.sort(exposure)
result["gini@10"] = ((2 * np.arange(1, items + 1) - items - 1) * x).sum() / (items * x.sum())
result["personalization@10"] = 1 - (exposure * (exposure - 1.0) / 2).sum() / (users * (users - 1.0) / 2) / K
wall, cpu = time.perf_counter() - start, time.process_time() - cpu

ours = dict(line.rstrip("\n").split("\t") for line in open(f"{directory}/values.tsv"))
assert set(ours) == set(result), set(ours) ^ set(result)
worst = max(result, key=lambda name: abs(result[name] - float(ours[name])) / max(1.0, abs(result[name])))
print(f"NumPy {np.__version__}: {users:,} users: {wall:.2f} s wall, {cpu:.2f} s processor")
print(f"largest difference to the values of ScoreDriver: {abs(result[worst] - float(ours[worst])):.1e} of {worst}")
if len(sys.argv) > 2:
    print(f"processor time of ScoreDriver / NumPy: {float(sys.argv[2]) / cpu:.2f}")

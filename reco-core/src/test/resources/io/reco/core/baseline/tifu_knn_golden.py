"""Writes tifu_knn_golden.tsv: TIFU-KNN scores (Hu, He, Gao, Zhang, SIGIR 2020) by dense linear algebra.

Run:  python3 tifu_knn_golden.py > tifu_knn_golden.tsv
Last run with Python 3.11.7 and numpy 2.4.6.

Written from the formulas of the paper, without a look at the Java code:
  v_g = (1/y) sum_j r_b^(y-j) v_j        (group of y baskets, j = 1..y)
  u   = (1/m) sum_g r_g^(m-g) v_g        (m groups, g = 1..m)
  P   = alpha u + (1 - alpha) mean of the k nearest other users by Euclidean distance
Baskets: a new one after a pause of more than 20 minutes. With x < m baskets, m = x. Sizes of the groups: x // m, and one
more for the last x % m of them.
"""
import sys

import numpy as np

SEED = 20200725
USERS, ITEMS = 30, 40
GAP = 20 * 60 * 1000
CASES = [  # r_b, r_g, m, k, alpha
    (0.9, 0.7, 7, 300, 0.7),
    (0.6, 0.8, 3, 5, 0.2),
    (1.0, 1.0, 1, 1, 0.5),
    (0.5, 0.5, 100, 2, 0.0),
    (0.9, 0.6, 2, 4, 1.0),
]


def user_vector(events, r_b, r_g, m):
    baskets, last = [], None
    for time, item in events:
        if last is None or time - last > GAP:
            baskets.append(np.zeros(ITEMS))
        baskets[-1][item] = 1
        last = time
    x = len(baskets)
    m = min(m, x)
    sizes = [x // m] * (m - x % m) + [x // m + 1] * (x % m)
    u, at = np.zeros(ITEMS), 0
    for g, y in enumerate(sizes, start=1):
        group = sum(r_b ** (y - j) * baskets[at + j - 1] for j in range(1, y + 1)) / y
        u += r_g ** (m - g) * group / m
        at += y
    return u


def main():
    rng = np.random.default_rng(SEED)
    out = sys.stdout
    out.write(f"# tifu_knn_golden.py, numpy {np.__version__}, seed {SEED}\n")
    histories = []
    for user in range(USERS):
        time = 1_600_000_000_000 + int(rng.integers(10**9))
        events = []
        for _ in range(int(rng.integers(1, 60))):
            time += int(rng.integers(60_000, 10 * 60_000)) if rng.random() < 0.6 else int(rng.integers(GAP + 1, 10**8))
            events.append((time, int(ITEMS * rng.random() ** 2)))
        histories.append(events)
        for time, item in events:
            out.write(f"event\tu{user:02d}\ti{item:02d}\t{time}\n")
    for case, (r_b, r_g, m, k, alpha) in enumerate(CASES):
        out.write(f"case\t{case}\t{r_b}\t{r_g}\t{m}\t{k}\t{alpha}\n")
        u = np.array([user_vector(h, r_b, r_g, m) for h in histories])
        for user in range(0, USERS, 3):
            distance = np.linalg.norm(u - u[user], axis=1)
            order = sorted((v for v in range(USERS) if v != user), key=lambda v: (distance[v], v))
            if k < USERS - 1:
                gap = distance[order[k]] - distance[order[k - 1]]
                assert gap > 1e-5, f"case {case} user {user}: neighbours {k} and {k + 1} are too close to call ({gap})"
            near = u[order[:k]].mean(axis=0)
            p = alpha * u[user] + (1 - alpha) * near
            for item in np.nonzero(p)[0]:
                out.write(f"score\t{case}\tu{user:02d}\ti{item:02d}\t{p[item]:.12g}\n")


main()

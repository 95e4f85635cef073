"""The peer of ExactSearchDriver: faiss-flat over the vectors that it wrote.

Usage: exact_faiss.py DIRECTORY. Reads "threads batch k repeats" lines, answers each with wall seconds and processor seconds of one
search and the sum of its scores.
"""
import sys
import time

import faiss
import numpy as np

directory = sys.argv[1]
vectors = np.load(directory + "/vectors.npy")
queries = np.load(directory + "/queries.npy")
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
del vectors
print("faiss %s, IndexFlatIP" % faiss.__version__, flush=True)
for line in sys.stdin:
    threads, batch, k, repeats = map(int, line.split())
    faiss.omp_set_num_threads(threads)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(repeats):
        scores = index.search(queries[:batch], k)[0]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(wall / repeats, cpu / repeats, float(scores.sum(dtype=np.float64)), flush=True)

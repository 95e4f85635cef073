"""The peer of AnnDriver: faiss HNSW over the vectors that it wrote. Usage: ann_faiss.py DIRECTORY [M [EF_CONSTRUCTION]]"""
import resource
import sys
import time

import faiss
import numpy as np

directory = sys.argv[1]
m = int(sys.argv[2]) if len(sys.argv) > 2 else 16
ef_construction = int(sys.argv[3]) if len(sys.argv) > 3 else 100
k = 10
faiss.omp_set_num_threads(1)
vectors = np.load(directory + "/vectors.npy")
queries = np.load(directory + "/queries.npy")
flat = faiss.IndexFlatIP(vectors.shape[1])
flat.add(vectors)
truth = flat.search(queries, k)[0]
del flat
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
index = faiss.IndexHNSWFlat(vectors.shape[1], m, faiss.METRIC_INNER_PRODUCT)
index.hnsw.efConstruction = ef_construction
wall, cpu = time.perf_counter(), time.process_time()
index.add(vectors)
print("faiss %s HNSW M %d efConstruction %d, build: %.1f s wall, %.1f s processor, max RSS %d MB"
      % (faiss.__version__, m, ef_construction, time.perf_counter() - wall, time.process_time() - cpu,
         resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))
print("%8s %10s %12s %12s" % ("ef", "recall@10", "median us", "p95 us"))
for ef in (10, 20, 40, 60, 80, 120, 200, 400):
    index.hnsw.efSearch = ef
    times, recall = [], 0.0
    for q in range(min(200, len(queries))):
        index.search(queries[q:q + 1], k)
    for q in range(len(queries)):
        start = time.perf_counter()
        scores = index.search(queries[q:q + 1], k)[0][0]
        times.append((time.perf_counter() - start) * 1e6)
        recall += (scores >= truth[q, -1] - 1e-6).sum() / k
    print("%8d %10.4f %12.1f %12.1f" % (ef, recall / len(queries), np.median(times), np.percentile(times, 95)))

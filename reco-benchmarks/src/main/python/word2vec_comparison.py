#!/usr/bin/python3
"""Trains skip-gram with gensim and with reco in turn on the same corpus and prints tokens a second and their ratio.

Needs python3-gensim (Debian; run with the system python3) and the class path of reco-benchmarks (docs/help/benchmark.md).
Usage: word2vec_comparison.py CORPUS.txt --classpath CP [--java java] [--java-options "..."] [--rounds 3] [--runs 4] [--cpus 0]
       [--dim 100] [--workers 1] [--min-count 5] [--shared 10] [--fresh 0] [--kernels auto]
CORPUS: one sequence of ids a line. Both: window 5, 5 negatives, exponent 0.75, no subsampling, one epoch, rate 0.025 to 1e-4.
Each round starts both programs anew, pinned to the same processors. Timed is training without reading and counting. reco: the
first run of a process is cold (compilation included), the others are steady; of these the median. Printed: medians of the
rounds and the median of the ratios round by round. Variables that slow numpy's BLAS down are taken out of gensim's environment.
"""
import argparse, os, re, shlex, statistics, subprocess, sys, time

a = argparse.ArgumentParser()
a.add_argument("corpus")
a.add_argument("--classpath")
a.add_argument("--java", default="java")
a.add_argument("--java-options", default="-Xmx3g -Xms3g -XX:+AlwaysPreTouch -XX:+UseTransparentHugePages")
a.add_argument("--cpus", default="0")
a.add_argument("--kernels", default="auto")
for name, value in (("rounds", 3), ("runs", 4), ("dim", 100), ("workers", 1), ("min-count", 5), ("shared", 10), ("fresh", 0)):
    a.add_argument("--" + name, type=int, default=value)
a.add_argument("--gensim-only", action="store_true", help=argparse.SUPPRESS)
o = a.parse_args()


def gensim_run():
    import gensim
    sentences = [line.split() for line in open(o.corpus)]
    model = gensim.models.Word2Vec(vector_size=o.dim, window=5, negative=5, hs=0, sg=1, sample=0, min_count=o.min_count,
                                   workers=o.workers, epochs=1, ns_exponent=0.75, alpha=0.025, min_alpha=1e-4, seed=1)
    model.build_vocab(sentences)
    start = time.perf_counter()
    tokens, _ = model.train(sentences, total_examples=model.corpus_count, epochs=1)
    print(f"gensim {gensim.__version__} tokens_per_s={tokens / (time.perf_counter() - start):.0f}")


if o.gensim_only:
    gensim_run()
    sys.exit()

environment = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
pin = ["taskset", "-c", o.cpus]
peer = pin + [sys.executable, __file__, "--gensim-only"] + sys.argv[1:]
ours = pin + [o.java, "--add-modules", "jdk.incubator.vector"] + shlex.split(o.java_options) + [
    "-cp", o.classpath, "io.reco.benchmarks.SkipGramDriver", o.corpus, "--dim", str(o.dim), "--workers", str(o.workers),
    "--min-count", str(o.min_count), "--shared", str(o.shared), "--fresh", str(o.fresh), "--kernels", o.kernels, "--runs", str(o.runs)]


def rates(command):
    output = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    found = [int(x) for x in re.findall(r" tokens_per_s=(\d+)", output.stdout)]
    if not found:
        sys.exit(output.stdout + output.stderr)
    return found, re.search(r"kernels=([^=]*) architecture", output.stdout)


rows = []
for round_ in range(1, o.rounds + 1):
    gensim = rates(peer)[0][0]
    runs, kernels = rates(ours)
    steady = statistics.median(runs[1:] or runs)
    rows.append((gensim, runs[0], steady))
    print(f"round {round_}: gensim {gensim:,} tokens/s; reco cold {runs[0]:,} ({runs[0] / gensim:.1f}x),"
          f" steady {steady:,.0f} ({steady / gensim:.1f}x)", flush=True)
g, cold, steady = (statistics.median(column) for column in zip(*rows))
print(f"dim={o.dim} workers={o.workers} shared={o.shared} fresh={o.fresh} kernels={kernels.group(1)}: gensim {g:,.0f}, reco cold {cold:,.0f}"
      f" ({statistics.median(r[1] / r[0] for r in rows):.1f}x), steady {steady:,.0f}"
      f" ({statistics.median(r[2] / r[0] for r in rows):.1f}x)")

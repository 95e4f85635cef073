#!/usr/bin/python3
"""Times a training step of the same Transformer in PyTorch and in reco, in turn, and prints the ratios.

Needs PyTorch (Debian: python3-torch; run with the system python3), a script that times the PyTorch side, and the class path of
reco-benchmarks (docs/help/benchmark.md).
Usage: transformer_comparison.py --peer PEER.py --classpath CP [--sizes 64,50,64,20000 ...] [--java java] [--java-options "..."]
       [--rounds 3] [--steps 40] [--threads 1] [--cpus 0] [--kernels auto] [--tokens 400] [--processor-time]
A size is B,L,D,V. PEER.py is called as PEER.py B L D V --threads N --steps N and prints median_ms=X min_ms=Y of its steps.
Model of both: learned positions, 2 pre-norm blocks, 2 heads, feed-forward part D to D with ReLU, a last norm, tied outputs, sampled
softmax over the target and 256 shared uniform negatives, Adam 1e-3, for item vectors the touched rows only. Each round starts
both programs anew, pinned to the same processors. With --processor-time, which is for one thread on a machine that does other
things too, PEER.py's time.perf_counter is replaced by time.process_time, and reco prints processor time. Printed: per round the medians and least times in ms and their ratio (reco /
PyTorch: below 1, reco is faster), the peak resident memory in MB; at the end the medians over the rounds.
"""
import argparse, os, re, shlex, statistics, subprocess, sys

a = argparse.ArgumentParser()
a.add_argument("--peer", required=True)
a.add_argument("--classpath", required=True)
a.add_argument("--sizes", nargs="+", default=["64,50,64,20000", "128,200,64,20000", "32,100,128,100000"])
a.add_argument("--java", default="java")
a.add_argument("--java-options", default="")
a.add_argument("--cpus", default="0")
a.add_argument("--kernels", default="auto")
for name, value in (("rounds", 3), ("steps", 40), ("threads", 1)):
    a.add_argument("--" + name, type=int, default=value)
a.add_argument("--processor-time", action="store_true")
a.add_argument("--warm-up", type=int, default=10, help="seconds, of reco")
a.add_argument("--tokens", type=int, default=400, help="of reco's micro-batches; 3200 and more for nd4j")
o = a.parse_args()

PROCESSOR_TIME = """import runpy, sys, time
time.perf_counter = time.process_time
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")"""

environment = dict(os.environ, OMP_NUM_THREADS=str(o.threads))
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    environment.pop(name, None)
pin = ["taskset", "-c", o.cpus]


def run(command):
    """Runs a program; returns median ms, least ms and peak memory in MB."""
    process = subprocess.Popen(pin + command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output = process.stdout.read()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    found = re.search(r"median_cpu_ms=([\d.]+) min_cpu_ms=([\d.]+)", output) if o.processor_time else None
    found = found or re.search(r"median_ms=([\d.]+) min_ms=([\d.]+)", output)
    if status != 0 or not found:
        sys.exit(output + errors)
    return float(found.group(1)), float(found.group(2)), usage.ru_maxrss / 1024


for size in o.sizes:
    shape = size.split(",")
    options = ["--threads", str(o.threads), "--steps", str(o.steps)]
    peer = [sys.executable] + (["-c", PROCESSOR_TIME] if o.processor_time else []) + [o.peer] + shape + options
    ours = [o.java, "--add-modules", "jdk.incubator.vector"] + shlex.split(o.java_options) + [
        "-cp", o.classpath, "io.reco.benchmarks.TransformerStepDriver"] + shape + options + [
            "--kernels", o.kernels, "--warm-up", str(o.warm_up), "--tokens", str(o.tokens)]
    rounds = []
    for r in range(1, o.rounds + 1):
        t, j = run(peer), run(ours)
        rounds.append(t + j + (j[0] / t[0], j[1] / t[1]))
        print(f"B,L,D,V={size} threads={o.threads} round {r}: PyTorch {t[0]:.1f} (min {t[1]:.1f}) ms {t[2]:.0f} MB;"
              f" reco {j[0]:.1f} (min {j[1]:.1f}) ms {j[2]:.0f} MB; ratio {j[0] / t[0]:.2f} (min {j[1] / t[1]:.2f})", flush=True)
    m = [statistics.median(column) for column in zip(*rounds)]
    print(f"B,L,D,V={size} threads={o.threads}: PyTorch {m[0]:.1f} (min {m[1]:.1f}) ms {m[2]:.0f} MB; reco {m[3]:.1f}"
          f" (min {m[4]:.1f}) ms {m[5]:.0f} MB; ratio {m[6]:.2f} (min {m[7]:.2f})", flush=True)

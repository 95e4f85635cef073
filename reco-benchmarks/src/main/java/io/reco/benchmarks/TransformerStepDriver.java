package io.reco.benchmarks;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.transformer.AdamOptions;
import io.reco.transformer.Gradients;
import io.reco.transformer.ItemFeatures;
import io.reco.transformer.LossOptions;
import io.reco.transformer.Negatives;
import io.reco.transformer.Optimizer;
import io.reco.transformer.PackedBatch;
import io.reco.transformer.Parameters;
import io.reco.transformer.TransformerNet;
import io.reco.transformer.TransformerOptions;
import io.reco.transformer.TransformerWeights;
import io.reco.transformer.kernel.KernelFactory;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Milliseconds per training step of a Transformer on random items, for comparison with the same model elsewhere.
 *
 * <pre>
 * TransformerStepDriver B L D V [--threads 1] [--steps 40] [--warm-up 10] [--tokens 400] [--negatives 256] [--kernels auto]
 * </pre>
 *
 * <p>B sequences of L tokens, D components, V items. Learned positions, 2 pre-norm blocks, 2 heads, feed-forward part D to D with
 * ReLU, a last norm, tied output vectors, no dropout; sampled softmax over the target and shared uniform negatives, new ones in
 * each step; Adam with rate 1e-3, lazy on item vectors. A step is cut into micro-batches of about {@code --tokens} tokens, whose
 * gradients are added up; thread t takes every T-th of them from the t-th on.
 *
 * <p>Prints median and least milliseconds of the steps after a warm-up of some seconds, the same of the processor time of the
 * thread that asks for steps (with one thread it does all the work; for machines that do other things too), the loss of the
 * last step and the most memory that the process has held (from {@code /proc}; -1 where there is none).
 */
public final class TransformerStepDriver {
    private final int length;
    private final int items;
    private final int negatives;
    private final int sequencesOfMicroBatch;
    private final int microBatches;
    private final List<Worker> workers = new ArrayList<>();
    private final Optimizer optimizer;
    private final SplittableRandom random = new SplittableRandom(1);
    private final PackedBatch[] batches;

    /** The buffers of a thread. */
    private record Worker(TransformerNet net, Gradients gradients) {}

    private TransformerStepDriver(
            int b, int l, int d, int v, int threads, int tokens, int negatives, KernelFactory factory) {
        length = l;
        items = v;
        this.negatives = negatives;
        int share = (b + threads - 1) / threads;
        sequencesOfMicroBatch = Math.max(1, Math.min(share, tokens / l));
        microBatches = (b + sequencesOfMicroBatch - 1) / sequencesOfMicroBatch;
        TransformerOptions options = TransformerOptions.SASREC
                .withDim(d)
                .withHeads(2)
                .withFeedForward(d)
                .withMaxLength(l)
                .withDropout(0);
        ItemFeatures features = ItemFeatures.ofItems(v);
        TransformerWeights weights = TransformerWeights.random(options, features, 1);
        TransformerKernels kernels = factory.create();
        Parameters parameters = Parameters.upload(kernels, weights);
        optimizer = new Optimizer(kernels, new AdamOptions(0.9, 0.999, 1e-8, 0, 0), parameters, weights);
        int maxTokens = sequencesOfMicroBatch * l;
        for (int t = 0; t < threads; t++) {
            TransformerKernels own = t == 0 ? kernels : factory.create();
            workers.add(new Worker(
                    new TransformerNet(options, features, parameters, own, sequencesOfMicroBatch, maxTokens),
                    new Gradients(own, options, features, false)));
        }
        batches = new PackedBatch[microBatches];
        for (int m = 0; m < microBatches; m++) {
            batches[m] = new PackedBatch(sequencesOfMicroBatch, maxTokens, false);
            batches[m].sequences = Math.min(sequencesOfMicroBatch, b - m * sequencesOfMicroBatch);
        }
    }

    /** Runs the driver. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException, InterruptedException, ExecutionException {
        Map<String, String> named = named(args);
        int[] shape = Arrays.stream(args, 0, 4).mapToInt(Integer::parseInt).toArray();
        int threads = number(named, "threads", 1);
        double[] millis = new double[number(named, "steps", 40)];
        KernelSelection<KernelFactory> kernels =
                TransformerBackends.select(KernelChoice.parse(named.getOrDefault("kernels", "auto")));
        TransformerStepDriver driver = new TransformerStepDriver(
                shape[0],
                shape[1],
                shape[2],
                shape[3],
                threads,
                number(named, "tokens", 400),
                number(named, "negatives", 256),
                kernels.kernels());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long end = System.nanoTime() + number(named, "warm-up", 10) * 1_000_000_000L;
            while (System.nanoTime() < end) {
                driver.step(pool);
            }
            double loss = 0;
            double[] cpu = new double[millis.length];
            for (int i = 0; i < millis.length; i++) {
                long cpuStart = cpuNanos();
                long start = System.nanoTime();
                loss = driver.step(pool);
                millis[i] = (System.nanoTime() - start) / 1e6;
                cpu[i] = (cpuNanos() - cpuStart) / 1e6;
            }
            Arrays.sort(millis);
            Arrays.sort(cpu);
            out.printf(
                    Locale.ROOT,
                    "reco kernels=%s (%s) java=%s B=%d L=%d D=%d V=%d threads=%d median_ms=%.2f min_ms=%.2f median_cpu_ms=%.2f min_cpu_ms=%.2f loss=%.4f"
                            + " peak_rss_mb=%d%n",
                    kernels.name(),
                    kernels.reason(),
                    Runtime.version().feature(),
                    shape[0],
                    shape[1],
                    shape[2],
                    shape[3],
                    threads,
                    millis[millis.length / 2],
                    millis[0],
                    cpu[cpu.length / 2],
                    cpu[0],
                    loss,
                    ProcessUsage.peakMegabytes());
        } finally {
            pool.shutdown();
        }
    }

    /** One step on new random items; returns the mean loss. */
    private double step(ExecutorService pool) throws InterruptedException, ExecutionException {
        for (PackedBatch batch : batches) {
            fill(batch);
        }
        Negatives shared = Negatives.of(random.ints(negatives, 0, items).toArray());
        double loss;
        if (workers.size() == 1) {
            loss = work(0, shared);
        } else {
            List<Callable<Double>> tasks = new ArrayList<>();
            for (int t = 0; t < workers.size(); t++) {
                int worker = t;
                tasks.add(() -> work(worker, shared));
            }
            loss = 0;
            for (Future<Double> done : pool.invokeAll(tasks)) {
                loss += done.get();
            }
        }
        Gradients all = workers.get(0).gradients();
        for (Worker worker : workers.subList(1, workers.size())) {
            all.merge(worker.gradients());
        }
        int tokens = Arrays.stream(batches).mapToInt(PackedBatch::tokens).sum();
        optimizer.step(all, tokens, 1e-3);
        return loss / tokens;
    }

    private double work(int index, Negatives shared) {
        Worker worker = workers.get(index);
        worker.gradients().clear();
        double loss = 0;
        for (int m = index; m < microBatches; m += workers.size()) {
            loss += worker.net().train(batches[m], shared, LossOptions.SAMPLED_SOFTMAX, worker.gradients(), 0);
        }
        return loss;
    }

    private void fill(PackedBatch batch) {
        for (int s = 0; s < batch.sequences; s++) {
            batch.starts[s + 1] = (s + 1) * length;
            for (int i = 0; i < length; i++) {
                int at = s * length + i;
                batch.items[at] = random.nextInt(items);
                batch.positions[at] = i;
                batch.targets[at] = random.nextInt(items);
                batch.weights[at] = 1;
                batch.ownNegatives[at] = -1;
            }
        }
    }

    /** Processor time of this thread; that of the process comes in steps of 10 ms. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static int number(Map<String, String> named, String name, int otherwise) {
        String text = named.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static Map<String, String> named(String[] args) {
        if (args.length < 4 || args.length % 2 != 0) {
            throw new IllegalArgumentException("usage: TransformerStepDriver B L D V [--name value ...]");
        }
        Map<String, String> named = new TreeMap<>();
        for (int i = 4; i < args.length; i += 2) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("'" + args[i] + "' is not an option");
            }
            named.put(args[i].substring(2), args[i + 1]);
        }
        return named;
    }
}

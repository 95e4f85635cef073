package io.reco.benchmarks.eval;

import com.sun.management.OperatingSystemMXBean;
import io.reco.core.parallel.Parallel;
import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.ListResolver;
import io.reco.eval.metric.Metric;
import io.reco.eval.metric.MetricCollector;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.Population;
import io.reco.eval.metric.RankedItems;
import io.reco.eval.metric.TiePolicy;
import io.reco.eval.metric.Truth;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Twenty metrics over generated lists, streamed in batches; generating is not timed. With a directory, the same lists are written for the
 * peer ({@code score_numpy.py}), and the values, which the peer compares.
 *
 * <pre>{@code
 * ScoreDriver [CHARACTERS [LENGTH [THREADS [DIRECTORY]]]]      1000000 100 2
 * }</pre>
 */
public final class ScoreDriver {
    static final String METRICS =
            "precision@10,recall@10,f1@10,hit@10,rr,rprec,ap,ap@10,ndcg,ndcg@10,ndcg_exp@10,clicks@100,"
                    + "novelty_users@10,epc@10,arp@10,longtail_share@10,repeat@10,coverage@10,gini@10,personalization@10";
    private static final int BATCH = 512;
    private static final int UNIT = 32;

    private final GeneratedLists lists;
    private final int characters;
    private final int threads;
    private final MetricCollector collector;
    private final ListResolver resolver =
            new ListResolver(Integer::toString, TiePolicy.CODE_POINT, DuplicatePolicy.ERROR);
    private final Phase ordering = new Phase("ordering");
    private final Phase measuring = new Phase("measuring");
    private final Phase adding = new Phase("adding up");

    private ScoreDriver(int characters, int length, int threads) {
        this.lists = new GeneratedLists(length);
        this.characters = characters;
        this.threads = threads;
        MetricResources resources = MetricResources.none().withPopularity(GeneratedLists.popularity(characters));
        List<Metric> metrics = Metrics.parseAll(METRICS, resources);
        this.collector = new MetricCollector(metrics, Population.RELEVANT, GeneratedLists.ITEMS, resources);
    }

    /** Wall and processor time of one kind of work. */
    private static final class Phase {
        private final String name;
        private long wall;
        private long cpu;

        Phase(String name) {
            this.name = name;
        }

        void time(Runnable work) {
            long cpuBefore = processNanos();
            long before = System.nanoTime();
            work.run();
            wall += System.nanoTime() - before;
            cpu += processNanos() - cpuBefore;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %.2f s wall, %.2f s processor", name, wall / 1e9, cpu / 1e9);
        }
    }

    /** Runs. */
    public static void main(String[] args) throws IOException {
        int characters = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int length = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        if (args.length > 3) {
            write(Path.of(args[3]), characters, length);
        }
        ScoreDriver driver = new ScoreDriver(characters, length, threads);
        Map<String, MetricValue> values = driver.run();
        values.forEach((label, value) -> out("%-20s %.15g", label, value.value()));
        driver.report();
        if (args.length > 3) {
            StringBuilder table = new StringBuilder();
            values.forEach((label, value) ->
                    table.append(label).append('\t').append(value.value()).append('\n'));
            Files.writeString(Path.of(args[3]).resolve("values.tsv"), table, StandardCharsets.UTF_8);
        }
    }

    private Map<String, MetricValue> run() {
        for (int start = 0; start < characters; start += BATCH) {
            int from = start;
            int n = Math.min(BATCH, characters - from);
            GeneratedLists.Generated[] generated = new GeneratedLists.Generated[n];
            forEach(n, i -> generated[i] = lists.character(from + i));
            RankedItems[] ranked = new RankedItems[n];
            MetricContext[] contexts = new MetricContext[n];
            double[][] rows = new double[n][];
            ordering.time(() ->
                    forEach(n, i -> ranked[i] = resolver.resolve(generated[i].items(), generated[i].scores())));
            measuring.time(() -> forEach(n, i -> {
                Truth truth = Truth.graded(generated[i].truth(), generated[i].grades());
                contexts[i] = MetricContext.of(ranked[i], truth, 1, generated[i].history());
                rows[i] = collector.compute(contexts[i]);
            }));
            adding.time(() -> {
                for (int i = 0; i < n; i++) {
                    collector.add(contexts[i], rows[i]);
                }
            });
        }
        Map<String, MetricValue> values = new LinkedHashMap<>();
        adding.time(() -> values.putAll(collector.values()));
        return values;
    }

    private void forEach(int n, IntConsumer work) {
        Parallel.run(threads, (n + UNIT - 1) / UNIT, () -> work, (w, unit) -> {
            for (int i = unit * UNIT; i < Math.min(n, (unit + 1) * UNIT); i++) {
                w.accept(i);
            }
        });
    }

    private void report() {
        double wall = (ordering.wall + measuring.wall + adding.wall) / 1e9;
        double cpu = (ordering.cpu + measuring.cpu + adding.cpu) / 1e9;
        long heap = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        out("%s; %s; %s", ordering, measuring, adding);
        out(
                "%,d characters, %d threads: %.2f s wall, %.2f s processor, %,.0f lists a second of processor; heap at most %,d MB of"
                        + " %,d MB (peaks of all pools, garbage too)",
                characters,
                threads,
                wall,
                cpu,
                characters / cpu,
                heap >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** The same lists as little-endian 32-bit numbers, row after row, lists in ranked order. */
    private static void write(Path directory, int characters, int length) throws IOException {
        Files.createDirectories(directory);
        GeneratedLists lists = new GeneratedLists(length);
        ListResolver resolver = new ListResolver(Integer::toString, TiePolicy.CODE_POINT, DuplicatePolicy.ERROR);
        try (OutputStream items = open(directory, "lists.i32");
                OutputStream truth = open(directory, "truth.i32");
                OutputStream grades = open(directory, "grades.i32");
                OutputStream history = open(directory, "history.i32");
                OutputStream counts = open(directory, "counts.i32")) {
            for (int c = 0; c < characters; c++) {
                GeneratedLists.Generated one = lists.character(c);
                RankedItems ranked = resolver.resolve(one.items(), one.scores());
                int[] order = new int[ranked.size()];
                for (int i = 0; i < order.length; i++) {
                    order[i] = ranked.item(i);
                }
                write(items, order);
                write(truth, one.truth());
                write(grades, one.grades());
                write(history, one.history());
            }
            write(counts, GeneratedLists.counts(characters));
        }
        Files.writeString(
                directory.resolve("shape.txt"),
                characters + " " + length + " " + GeneratedLists.RELEVANT + " " + GeneratedLists.HISTORY + " "
                        + GeneratedLists.ITEMS + "\n",
                StandardCharsets.US_ASCII);
    }

    private static OutputStream open(Path directory, String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1 << 20);
    }

    private static void write(OutputStream out, int[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        out.write(buffer.array());
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void out(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}

package io.reco.benchmarks;

import io.reco.core.data.EventLog;
import io.reco.core.io.EventTableFormat;
import io.reco.core.io.ReadOptions;
import io.reco.core.io.ReadResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Loads a large event table in a JVM with a small heap: {@code EventLoadBenchmark [EVENTS [HEAP_MB]]}, by default 20 M
 * events in 500 MB. Writes the table (seeded: characters uniform, tracks by Zipf's law, one second between events, about 40
 * bytes a line) to a temporary file, reads it in a child JVM, and prints seconds, events per second and the peak heap.
 */
public final class EventLoadBenchmark {
    private static final int CHARACTERS = 200_000;
    private static final int TRACKS = 500_000;
    private static final long SEED = 42;
    private static final long FIRST_SECOND = 1_600_000_000L;

    private EventLoadBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2 && args[0].equals("load")) {
            load(Path.of(args[1]));
            return;
        }
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 20_000_000;
        int heapMb = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        Path file = Files.createTempFile("events", ".tsv");
        try {
            write(file, events);
            System.out.printf(
                    "%,d events, %,d characters, %,d tracks, %,d bytes (%.1f a line), -Xmx%dm%n",
                    events, CHARACTERS, TRACKS, Files.size(file), Files.size(file) / (double) events, heapMb);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heapMb + "m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EventLoadBenchmark.class.getName(),
                    "load",
                    file.toString()));
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("the load ended with status " + status);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void load(Path file) throws IOException {
        long start = System.nanoTime();
        ReadResult result = EventTableFormat.tsv().read(file, ReadOptions.strict());
        double seconds = (System.nanoTime() - start) / 1e9;
        EventLog log = result.dataset().events();
        System.out.printf("loaded %,d events in %.1f s: %,.0f events/s%n", log.size(), seconds, log.size() / seconds);
        long peak = 0;
        long peakAfterGc = 0;
        long committed = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
                committed += pool.getPeakUsage().getCommitted();
                MemoryUsage afterGc = pool.getCollectionUsage();
                peakAfterGc += afterGc == null ? 0 : afterGc.getUsed();
            }
        }
        System.out.printf(
                "heap MB: peak used %.0f (sum of the pools' peaks), committed %.0f, after the last collections %.0f%n",
                peak / 1e6, committed / 1e6, peakAfterGc / 1e6);
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            System.out.printf(
                    "%s: %d times, %.1f s%n", gc.getName(), gc.getCollectionCount(), gc.getCollectionTime() / 1e3);
        }
        System.gc();
        MemoryUsage left = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.printf("heap held by the data set: %.0f MB%n", left.getUsed() / 1e6);
        if (result.dataset().profiles().size() == 0) {
            throw new IllegalStateException("nothing was loaded");
        }
    }

    private static void write(Path file, int events) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        double logTracks = Math.log(TRACKS + 1.0);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("user_id\ttrack_id\ttime_ms\tms_played\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < events; i++) {
                int track = (int) Math.exp(random.nextDouble() * logTracks) - 1;
                long millis = (FIRST_SECOND + i) * 1000 + random.nextInt(1000);
                line.setLength(0);
                line.append('u')
                        .append(random.nextInt(CHARACTERS))
                        .append('\t')
                        .append('t')
                        .append(1_000_000 + track)
                        .append('\t')
                        .append(millis)
                        .append('\t')
                        .append(random.nextInt(300_000))
                        .append('\n');
                out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}

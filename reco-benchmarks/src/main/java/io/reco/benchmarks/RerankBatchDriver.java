package io.reco.benchmarks;

import io.reco.core.data.Block;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import io.reco.core.random.SplitMix64;
import io.reco.core.recommend.Query;
import io.reco.rerank.Candidates;
import io.reco.rerank.Popularity;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.Spec;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.surface.BatchReranker;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * The batch job of the second stage: lists for many characters, streamed through {@link BatchReranker}. Each character has 200
 * candidates of its own, made from its number as they would be read from a store, and one of 10,000 profiles with histories
 * of 100 events; eleven rules make a list of 50 of them, which is written as a line. The heap does not depend on the number
 * of characters. Once more without rules, it tells what making requests and writing lines takes.
 *
 * <pre>{@code
 * java -Xmx1g ... RerankBatchDriver [--characters 1000000] [--tracks 100000] [--threads N] [--queue 1024] [--out FILE]
 * }</pre>
 */
public final class RerankBatchDriver {
    private static final int CANDIDATES = 200;
    private static final int K = 50;
    private static final int PROFILES = 10_000;
    private static final int EVENTS = 100;
    private static final long NOW = 1_700_000_000_000L;
    private static final long DAY = 86_400_000L;

    private RerankBatchDriver() {}

    /** Runs and prints characters per second. */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of(
                "--characters", "1000000",
                "--tracks", "100000",
                "--threads", String.valueOf(Runtime.getRuntime().availableProcessors()),
                "--queue", "1024",
                "--out", ""));
        for (int i = 0; i < args.length; i += 2) {
            if (!options.containsKey(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "'" + args[i] + "' is not one of " + options.keySet() + " with a value");
            }
            options.put(args[i], args[i + 1]);
        }
        long characters = Long.parseLong(option(options, "--characters"));
        int tracks = Integer.parseInt(option(options, "--tracks"));
        String out = option(options, "--out");
        BatchReranker batch = new BatchReranker(
                Integer.parseInt(option(options, "--threads")), Integer.parseInt(option(options, "--queue")));
        Dataset data = world(tracks, new SplitMix64(42));
        RuleContexts contexts = RuleContexts.of(data, Popularity.of(data.events(), tracks, EventSemantics.DEFAULT));
        RulePipeline rules = rules(SurfaceResources.of(contexts));
        System.out.printf(
                "%,d characters x %d candidates -> %d, %d rules, %,d tracks, %d threads, queue %,d, heap at most %,d MB%n",
                characters,
                CANDIDATES,
                K,
                rules.rules().size(),
                tracks,
                batch.threads(),
                batch.capacity(),
                Runtime.getRuntime().maxMemory() >> 20);
        run("warm-up", batch, Math.min(characters, 20_000), request(rules, contexts), "", data);
        run("no rules", batch, characters, request(RulePipeline.of(), contexts), out, data);
        run("all rules", batch, characters, request(rules, contexts), out, data);
    }

    private static String option(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }

    private static LongFunction<Reranked> request(RulePipeline rules, RuleContexts contexts) {
        return number -> {
            RuleContext context =
                    contexts.of(Query.forCharacter("c" + number % PROFILES, K).withNow(NOW));
            return rules.apply(candidates(number, context.catalog().trackCount()), context, K);
        };
    }

    private static void run(
            String name, BatchReranker batch, long characters, LongFunction<Reranked> work, String out, Dataset data)
            throws IOException {
        resetPeaks();
        long start = System.nanoTime();
        long[] totals = new long[2];
        IdMap ids = data.catalog().tracks();
        try (OutputStream stream = out.isEmpty()
                ? OutputStream.nullOutputStream()
                : new BufferedOutputStream(Files.newOutputStream(Path.of(out)), 1 << 16)) {
            PrimitiveIterator.OfLong numbers = LongStream.range(0, characters).iterator();
            batch.run(numbers, work::apply, list -> write(list, ids, stream, totals));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-9s  %,d characters in %.1f s: %,.0f characters/s; %,d tracks, %,d MB of lines; peak heap %,d MB%n",
                name, characters, seconds, characters / seconds, totals[0], totals[1] >> 20, peakHeap() >> 20);
    }

    private static void write(Reranked list, IdMap ids, OutputStream stream, long[] totals) {
        StringBuilder line = new StringBuilder(list.context().characterId());
        for (int p = 0; p < list.size(); p++) {
            line.append(p == 0 ? '\t' : ' ').append(ids.id(list.track(p)));
        }
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        totals[0] += list.size();
        totals[1] += bytes.length;
        try {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Candidates candidates(long number, int tracks) {
        SplitMix64 random = new SplitMix64(SplitMix64.hash(7, number));
        Set<Integer> seen = new HashSet<>(2 * CANDIDATES);
        int[] chosen = new int[Math.min(CANDIDATES, tracks)];
        double[] scores = new double[chosen.length];
        for (int i = 0; i < chosen.length; ) {
            int t = random.nextInt(tracks);
            if (seen.add(t)) {
                scores[i] = 1 - i / (double) chosen.length;
                chosen[i++] = t;
            }
        }
        return Candidates.of(chosen, scores, "model");
    }

    private static RulePipeline rules(SurfaceResources resources) {
        List<Spec> specs = List.of(
                Spec.rule("playable"),
                Spec.rule("age-limit"),
                Spec.rule("blocked"),
                Spec.rule("duplicates"),
                Spec.rule("recently-listened", Map.of("window", "14d")),
                Spec.rule("already-recommended", Map.of("window", "7d")),
                Spec.rule("disliked-genres", Map.of("mode", "soft", "weight", 0.5)),
                Spec.rule("popularity", Map.of("b", 0.02)),
                Spec.rule("freshness", Map.of("b", 0.1, "half-life", "30d")),
                Spec.rule("artist-cap", Map.of("max", 2)),
                Spec.rule("artist-spacing", Map.of("gap", 4)));
        List<Rule> rules =
                specs.stream().map(spec -> RuleTypes.rule(spec, resources)).toList();
        return RulePipeline.of(rules);
    }

    /** Zipf-like artists, as in {@link RulePipelineBenchmark}. */
    private static Dataset world(int tracks, SplitMix64 random) {
        DatasetBuilder builder = Dataset.builder("batch");
        int artists = Math.max(1, tracks / 20);
        for (int t = 0; t < tracks; t++) {
            Track.Builder track = Track.builder("track-" + t)
                    .title("song " + (random.chance(0.1) ? random.nextInt(tracks) : t))
                    .artist("artist-" + (int) (artists * Math.pow(random.nextDouble(), 3)))
                    .album("album-" + random.nextInt(artists))
                    .genres(List.of("g" + random.nextInt(20), "h" + random.nextInt(20)))
                    .released(
                            new ReleaseDate(2000 + random.nextInt(24), 1 + random.nextInt(10), 1 + random.nextInt(28)))
                    .playable(random.chance(0.98));
            if (random.chance(0.2)) {
                track.credit("artist-" + random.nextInt(artists), CreditRole.FEATURED);
            }
            builder.catalog().addTrack(track.build());
        }
        for (int c = 0; c < PROFILES; c++) {
            builder.addCharacter(Profile.of("c" + c)
                    .withAversions(
                            List.of("g" + random.nextInt(20), "h" + random.nextInt(20)),
                            List.of(Block.forEver(
                                    Block.Kind.ARTIST, "artist-" + random.nextInt(Math.min(50, artists))))));
            for (int e = 0; e < EVENTS; e++) {
                EventType type = random.chance(0.8) ? EventType.LISTEN : EventType.LIKE;
                long time = NOW - random.nextInt(90) * DAY;
                builder.events().add(c, random.nextInt(tracks), time, type, 60_000, Float.NaN, Origin.UNKNOWN);
            }
        }
        return builder.build();
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}

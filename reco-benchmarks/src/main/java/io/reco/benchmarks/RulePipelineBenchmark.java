package io.reco.benchmarks;

import io.reco.core.data.Block;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.Candidates;
import io.reco.rerank.Listener;
import io.reco.rerank.ListeningHistory;
import io.reco.rerank.Popularity;
import io.reco.rerank.RecommendedBefore;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.diversity.GreedyDpp;
import io.reco.rerank.diversity.Mmr;
import io.reco.rerank.diversity.TrackSimilarity;
import io.reco.rerank.history.Impression;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.Duplicates;
import io.reco.rerank.rule.Freshness;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.Spacing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request of the second stage: 1,000 candidates to a list of 50 under eleven rules, artist cap, spacing and both kinds
 * of history among them. Each call takes another of 256 characters, each with its own candidates, history of 300 events and
 * 100 impressions, so that the catalogue is read where it lies in memory and not always in the first cache.
 *
 * <p>{@code mmr} and {@code dpp} are 500 candidates to 50 over vectors of 64 floats. {@code oneRule} is the request with that
 * rule alone: what it costs is the difference to {@code none}. Candidates and contexts are made before the clock starts:
 * {@code candidates} is the time that takes. Median and 90th percentile in microseconds; bytes per request with the
 * profiler:
 *
 * <pre>{@code
 * java -cp ... org.openjdk.jmh.Main 'RulePipelineBenchmark.(eleven|mmr|dpp)' -p tracks=4000,100000,1000000 -prof gc
 * java -cp ... org.openjdk.jmh.Main RulePipelineBenchmark.oneRule
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class RulePipelineBenchmark {
    private static final int CHARACTERS = 256;
    private static final int CANDIDATES = 1_000;
    private static final int DIMENSION = 64;
    private static final int K = 50;
    private static final long NOW = 1_700_000_000_000L;
    private static final long DAY = 86_400_000L;

    /** Tracks in the catalogue. */
    @Param("100000")
    public int tracks;

    private final List<Candidates> candidates = new ArrayList<>();
    private final List<Candidates> half = new ArrayList<>();
    private final List<RuleContext> contexts = new ArrayList<>();
    private RulePipeline rules = RulePipeline.of();
    private RulePipeline traced = rules;
    private RulePipeline diversified = rules;
    private RulePipeline determinantal = rules;
    private final Map<String, Rule> ruleOf = new HashMap<>();
    private int next;

    /** Makes the catalogue, the characters and the pipelines. */
    @Setup
    public void prepare() {
        SplitMix64 random = new SplitMix64(42);
        Dataset data = world(random);
        Popularity popularity = Popularity.of(data.events(), tracks, EventSemantics.DEFAULT);
        for (int c = 0; c < CHARACTERS; c++) {
            List<Impression> shown = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String track = data.catalog().tracks().id(random.nextInt(tracks));
                shown.add(Impression.seen("c", "home", track, i % K, NOW - random.nextInt(30) * DAY));
            }
            contexts.add(RuleContext.of(data.catalog(), NOW)
                    .withListener(Listener.of(data.profiles(), c))
                    .withHistory(ListeningHistory.of(data.events(), c))
                    .withRecommended(RecommendedBefore.of(shown, data.catalog().tracks()))
                    .withPopularity(popularity));
            candidates.add(pool(CANDIDATES, random));
            half.add(pool(CANDIDATES / 2, random));
        }
        Map<String, Rule> eleven = new LinkedHashMap<>();
        eleven.put("playable", Playable.byCatalog());
        eleven.put("age-limit", AgeLimit.ADULT);
        eleven.put("blocked", Blocked.DEFAULT);
        eleven.put("duplicates", new Duplicates(SongVersions.of(data.catalog()), Duplicates.Keep.CANONICAL));
        eleven.put("recently-listened", RecentlyListened.dropWithinDays(14));
        eleven.put("already-recommended", AlreadyRecommended.within(7 * DAY));
        eleven.put("disliked-genres", DislikedGenres.soft(0.5));
        eleven.put("popularity", PopularityReorder.boost(0.02));
        eleven.put("freshness", new Freshness(0.1, 30));
        eleven.put("artist-cap", Cap.perArtist(2));
        eleven.put("artist-spacing", Spacing.ofArtists(4));
        rules = RulePipeline.of(List.copyOf(eleven.values()));
        traced = rules.withTrace(true);
        ruleOf.putAll(eleven);
        float[] vectors = new float[tracks * DIMENSION];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian();
        }
        TrackSimilarity cosine = TrackSimilarity.cosine(vectors, DIMENSION);
        diversified = RulePipeline.of(new Mmr(0.7, Mmr.Aggregate.MAX, cosine));
        determinantal = RulePipeline.of(GreedyDpp.exponential(0.7, cosine));
    }

    /** Zipf-like artists, so that cap and spacing have something to do; a tenth of the tracks are other releases. */
    private Dataset world(SplitMix64 random) {
        DatasetBuilder builder = Dataset.builder("rules");
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
        for (int c = 0; c < CHARACTERS; c++) {
            builder.addCharacter(Profile.of("c" + c)
                    .withAversions(
                            List.of("g" + random.nextInt(20), "h" + random.nextInt(20)),
                            List.of(Block.forEver(Block.Kind.ARTIST, "artist-" + random.nextInt(50)))));
            for (int e = 0; e < 300; e++) {
                EventType type = random.chance(0.8) ? EventType.LISTEN : EventType.LIKE;
                long time = NOW - random.nextInt(90) * DAY;
                builder.events().add(c, random.nextInt(tracks), time, type, 60_000, Float.NaN, Origin.UNKNOWN);
            }
        }
        return builder.build();
    }

    private Candidates pool(int size, SplitMix64 random) {
        int[] all = new int[tracks];
        for (int t = 0; t < tracks; t++) {
            all[t] = t;
        }
        int[] chosen = new int[size];
        double[] scores = new double[size];
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(tracks - i);
            chosen[i] = all[j];
            all[j] = all[i];
            scores[i] = 1 - i / (double) size;
        }
        return Candidates.of(chosen, scores, "model");
    }

    private int nextCharacter() {
        next = (next + 1) % CHARACTERS;
        return next;
    }

    /** Eleven rules. */
    @Benchmark
    public Reranked elevenRules() {
        int c = nextCharacter();
        return rules.apply(candidates.get(c), contexts.get(c), K);
    }

    /** Eleven rules, with the notes of a trace. */
    @Benchmark
    public Reranked elevenRulesTraced() {
        int c = nextCharacter();
        return traced.apply(candidates.get(c), contexts.get(c), K);
    }

    /** 500 candidates, MMR alone. */
    @Benchmark
    public Reranked mmr() {
        int c = nextCharacter();
        return diversified.apply(half.get(c), contexts.get(c), K);
    }

    /** 500 candidates, greedy DPP alone. */
    @Benchmark
    public Reranked dpp() {
        int c = nextCharacter();
        return determinantal.apply(half.get(c), contexts.get(c), K);
    }

    /** What comes before a request: the candidates as a pipeline takes them. */
    @Benchmark
    public Candidates candidates(Raw raw) {
        int c = nextCharacter();
        return Candidates.of(raw.tracks.get(c), raw.scores.get(c), "model");
    }

    /** One rule alone. */
    @Benchmark
    public Reranked oneRule(One one) {
        int c = nextCharacter();
        return one.pipeline.apply(candidates.get(c), contexts.get(c), K);
    }

    /** The rule that runs alone. */
    @State(Scope.Benchmark)
    public static class One {
        /** Name of the rule. */
        @Param({
            "none",
            "playable",
            "age-limit",
            "blocked",
            "duplicates",
            "recently-listened",
            "already-recommended",
            "disliked-genres",
            "popularity",
            "freshness",
            "artist-cap",
            "artist-spacing"
        })
        public String rule = "none";

        private RulePipeline pipeline = RulePipeline.of();

        /** Makes the pipeline. */
        @Setup
        public void prepare(RulePipelineBenchmark all) {
            Rule found = all.ruleOf.get(rule);
            pipeline = found == null ? RulePipeline.of() : RulePipeline.of(found);
        }
    }

    /** Candidates as arrays. */
    @State(Scope.Benchmark)
    public static class Raw {
        private final List<int[]> tracks = new ArrayList<>();
        private final List<double[]> scores = new ArrayList<>();

        /** Copies the candidates. */
        @Setup
        public void prepare(RulePipelineBenchmark all) {
            for (Candidates from : all.candidates) {
                tracks.add(IntStream.range(0, from.size()).map(from::track).toArray());
                scores.add(
                        IntStream.range(0, from.size()).mapToDouble(from::score).toArray());
            }
        }
    }
}

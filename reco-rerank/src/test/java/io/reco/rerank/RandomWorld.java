package io.reco.rerank;

import io.reco.core.data.AgeRating;
import io.reco.core.data.AiGenerated;
import io.reco.core.data.Block;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Explicit;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.history.Impression;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** A random catalogue, character, past and pool, everything that rules look at in it; a function of the seed. */
public final class RandomWorld {
    public static final long NOW = SmallCatalog.NOW;

    private static final EventType[] EVENTS = EventType.values();

    private final Dataset data;
    private final RuleContext context;
    private final Candidates candidates;

    private RandomWorld(Dataset data, RuleContext context, Candidates candidates) {
        this.data = data;
        this.context = context;
        this.candidates = candidates;
    }

    /**
     * A world.
     *
     * @param seed everything follows from it
     * @param maxTracks upper bound of the number of tracks, 1 or above
     */
    public static RandomWorld of(long seed, int maxTracks) {
        SplitMix64 random = new SplitMix64(seed);
        int tracks = 1 + random.nextInt(maxTracks);
        int artists = 1 + random.nextInt(Math.max(1, tracks / 2));
        DatasetBuilder builder = Dataset.builder("random " + seed);
        for (int t = 0; t < tracks; t++) {
            builder.catalog().addTrack(track(t, artists, random));
        }
        builder.addCharacter(profile(tracks, artists, random));
        int events = random.nextInt(3 * tracks);
        for (int e = 0; e < events; e++) {
            EventType type = random.chance(0.7) ? EventType.LISTEN : EVENTS[random.nextInt(EVENTS.length)];
            long time = NOW - random.nextInt(90) * SmallCatalog.DAY - random.nextInt(1000);
            builder.events()
                    .add(0, random.nextInt(tracks), time, type, random.nextInt(60_000) - 1, Float.NaN, Origin.UNKNOWN);
        }
        Dataset data = builder.build();
        List<Impression> shown = new ArrayList<>();
        for (int s = random.nextInt(2 * tracks); s > 0; s--) {
            String track = data.catalog().tracks().id(random.nextInt(tracks));
            shown.add(Impression.seen(
                            "c", "default", track, random.nextInt(50), NOW - random.nextInt(60) * SmallCatalog.DAY)
                    .withSeen(random.chance(0.7))
                    .withActed(random.chance(0.2)));
        }
        EventLog log = data.events();
        RuleContext context = RuleContext.of(data.catalog(), NOW)
                .withCharacterId("c")
                .withListener(Listener.of(data.profiles(), 0))
                .withHistory(ListeningHistory.of(log, 0))
                .withRecommended(RecommendedBefore.of(shown, data.catalog().tracks()))
                .withPopularity(Popularity.of(log, tracks, EventSemantics.DEFAULT))
                .withSeed(seed);
        Candidates candidates = candidates(tracks, random);
        return new RandomWorld(data, context.withBarred(barred(candidates, tracks, random)), candidates);
    }

    private static Track track(int t, int artists, SplitMix64 random) {
        // Ids whose order is not that of the indices.
        Track.Builder track = Track.builder("t" + (t * 7919) % 10_007 + "-" + t);
        for (int j = random.nextInt(4); j > 0; j--) {
            track.credit("a" + random.nextInt(artists), random.chance(0.7) ? CreditRole.MAIN : CreditRole.FEATURED);
        }
        if (random.chance(0.8)) {
            track.album("b" + random.nextInt(artists));
        }
        List<String> genres = new ArrayList<>();
        for (int j = random.nextInt(4); j > 0; j--) {
            String genre = "g" + random.nextInt(6);
            if (!genres.contains(genre)) {
                genres.add(genre);
            }
        }
        track.genres(genres).title("title " + random.nextInt(20));
        if (random.chance(0.3)) {
            track.recordingGroup("r" + random.nextInt(5));
        }
        if (random.chance(0.7)) {
            track.released(new ReleaseDate(2020 + random.nextInt(5), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        }
        if (random.chance(0.5)) {
            track.tags(List.of("tag" + random.nextInt(3)));
        }
        return track.durationMillis(random.chance(0.8) ? 60_000 + random.nextInt(300_000) : -1)
                .explicit(Explicit.values()[random.nextInt(3)])
                .ageRating(AgeRating.values()[random.nextInt(5)], NOW + random.nextInt(3) - 1)
                .aiGenerated(AiGenerated.values()[random.nextInt(AiGenerated.values().length)])
                .playable(random.chance(0.9))
                .build();
    }

    private static Profile profile(int tracks, int artists, SplitMix64 random) {
        List<Block> blocks = new ArrayList<>();
        for (int j = random.nextInt(4); j > 0; j--) {
            Block.Kind kind = Block.Kind.values()[random.nextInt(3)];
            String target = switch (kind) {
                case ARTIST -> "a" + random.nextInt(artists);
                case ALBUM -> "b" + random.nextInt(artists);
                case TRACK -> "t" + random.nextInt(tracks);
            };
            blocks.add(new Block(kind, target, random.chance(0.5) ? Block.FOR_EVER : NOW + random.nextInt(3) - 1));
        }
        List<String> disliked = random.chance(0.6) ? List.of("g0", "g" + (1 + random.nextInt(5))) : List.of();
        Profile plain = Profile.of("c").withAversions(disliked, blocks);
        return new Profile(
                plain.id(),
                plain.accountId(),
                plain.gender(),
                plain.ageBand(),
                plain.region(),
                plain.likedArtists(),
                plain.likedGenres(),
                plain.dislikedGenres(),
                plain.blocks(),
                random.chance(0.5),
                random.chance(0.5));
    }

    /** Some of the tracks; scores with ties, of either sign. */
    private static Candidates candidates(int tracks, SplitMix64 random) {
        int[] all = new int[tracks];
        for (int t = 0; t < tracks; t++) {
            all[t] = t;
        }
        random.shuffle(all);
        int n = random.chance(0.05) ? 0 : 1 + random.nextInt(tracks);
        int[] chosen = Arrays.copyOf(all, n);
        double[] scores = new double[n];
        double shift = random.nextInt(3) - 1;
        for (int i = 0; i < n; i++) {
            scores[i] = shift + (random.chance(0.3) ? random.nextInt(3) / 4.0 : random.nextDouble());
        }
        return Candidates.of(chosen, scores, "model");
    }

    /** Some of the tracks that are no candidates. */
    private static IntSet barred(Candidates candidates, int tracks, SplitMix64 random) {
        IntOpenHashSet barred = new IntOpenHashSet();
        for (int t = 0; t < tracks; t++) {
            if (random.chance(0.1)) {
                barred.add(t);
            }
        }
        for (int i = 0; i < candidates.size(); i++) {
            barred.remove(candidates.track(i));
        }
        return barred;
    }

    public Dataset data() {
        return data;
    }

    public RuleContext context() {
        return context;
    }

    /** The same candidates, of whom these hold, for another request. */
    public RandomWorld with(RuleContext newContext, IntPredicate keep) {
        int[] kept = new int[candidates.size()];
        double[] scores = new double[kept.length];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            if (keep.test(candidates.track(i))) {
                kept[n] = candidates.track(i);
                scores[n++] = candidates.score(i);
            }
        }
        return new RandomWorld(
                data, newContext, Candidates.of(Arrays.copyOf(kept, n), Arrays.copyOf(scores, n), "model"));
    }

    public Candidates candidates() {
        return candidates;
    }
}

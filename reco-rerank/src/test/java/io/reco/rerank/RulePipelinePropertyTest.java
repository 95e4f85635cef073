package io.reco.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeRating;
import io.reco.core.data.AiGenerated;
import io.reco.core.data.Block;
import io.reco.core.data.Catalog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Explicit;
import io.reco.core.data.IntLists;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.diversity.Calibration;
import io.reco.rerank.diversity.GenreAspects;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.AiLabel;
import io.reco.rerank.rule.AiMade;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.BalancedShuffle;
import io.reco.rerank.rule.BandShares;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Campaign;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedArtists;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.Duplicates;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.Freshness;
import io.reco.rerank.rule.GumbelTopK;
import io.reco.rerank.rule.KnownMix;
import io.reco.rerank.rule.LicenceWindow;
import io.reco.rerank.rule.NamedTracks;
import io.reco.rerank.rule.NewReleases;
import io.reco.rerank.rule.Pins;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.PopularityBands;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.Quota;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.rule.ReservedSlots;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.Spacing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All rules at once over thousands of random worlds, judged from the outside. */
class RulePipelinePropertyTest {
    private static final long FIRST_SEED = 90_000;
    private static final int WORLDS = 3_000;
    private static final long WEEK = 7 * SmallCatalog.DAY;
    private static final int CAP = 2;
    private static final int GAP = 2;
    private static final int SLOT = 2;

    private static RulePipeline pipeline(RandomWorld world) {
        return RulePipeline.of(
                new Pins(List.of(
                        Pins.Pin.always(world.data().catalog().tracks().id(pinned(world)), SLOT),
                        new Pins.Pin("not in the catalogue", 0, Long.MIN_VALUE, Long.MAX_VALUE))),
                Cap.perArtist(CAP),
                LicenceWindow.US,
                new Quota(new NewReleases(1_000), 4),
                new ReservedSlots(NamedTracks.of(NamedTracks.By.GENRE, List.of("g1")), List.of(1, 5)),
                new BandShares(new PopularityBands(2, 1), 0.2, 0.2, 0.2),
                new GumbelTopK(0.05),
                new NeverEmpty(3, List.of("known-mix", "band-shares")),
                new BalancedShuffle(4, 0),
                new Campaign(NamedTracks.of(NamedTracks.By.TAG, List.of("tag1")), 0.2, 0, Long.MAX_VALUE),
                new AiLabel(AiGenerated.PARTIAL),
                new Calibration(
                        0.3,
                        0.01,
                        Calibration.Weights.UNIFORM,
                        GenreAspects.ofHistory(world.data().catalog(), EventSemantics.DEFAULT, 1, 30)),
                Spacing.ofArtists(GAP),
                new KnownMix(0.3, KnownMix.Unit.TRACK, EventSemantics.DEFAULT),
                PopularityReorder.boost(0.1),
                new Freshness(0.2, 100),
                DislikedGenres.soft(0.5),
                AlreadyRecommended.within(WEEK),
                RecentlyListened.dropWithinDays(7),
                new DislikedTracks(),
                new DislikedArtists(2, 0.3),
                Playable.byCatalog(),
                AgeLimit.ADULT,
                new ExplicitContent(SongVersions.of(world.data().catalog())),
                Blocked.DEFAULT,
                DislikedGenres.strict(DislikedGenres.Mode.PRIMARY),
                new AiMade(AiGenerated.FULL, 1),
                new Duplicates(SongVersions.of(world.data().catalog()), Duplicates.Keep.CANONICAL));
    }

    /** A track that may be a candidate or not, and may be one that may not be shown. */
    private static int pinned(RandomWorld world) {
        return world.data().catalog().trackCount() / 2;
    }

    private static int cameAs(Reranked list, int p) {
        return list.candidates().track(list.candidate(p));
    }

    private static List<Integer> tracks(Reranked list) {
        return IntStream.range(0, list.size()).mapToObj(list::track).toList();
    }

    private static List<Integer> tracks(Candidates candidates) {
        return IntStream.range(0, candidates.size()).mapToObj(candidates::track).toList();
    }

    @Test
    void noTrackThatMayNotBeShownEverIsAndCapsHold() {
        int shown = 0;
        int twins = 0;
        int pins = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
            RandomWorld world = RandomWorld.of(seed, 60);
            int k = 1 + (int) (seed % 20);
            Reranked reranked = pipeline(world).apply(world.candidates(), world.context(), k);
            List<Integer> list = tracks(reranked);
            for (int p = 0; p < list.size(); p++) {
                pins += reranked.isPinned(p) ? 1 : 0;
                // Behind the k wanted it is a track like any other.
                assertThat(reranked.isPinned(p)).isEqualTo(k > SLOT && cameAs(reranked, p) == pinned(world));
                assertThat(reranked.propensity(p)).matches(q -> Double.isNaN(q) || (q > 0 && q <= 1));
            }
            String repeat = "RandomWorld.of(" + seed + ", 60), k " + k;
            assertThat(list).as(repeat).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(k);
            List<Integer> candidates = new ArrayList<>(tracks(world.candidates()));
            if (!world.context().barred().contains(pinned(world))) {
                candidates.add(pinned(world));
            }
            Map<Integer, Integer> perArtist = new HashMap<>();
            Set<Integer> songs = new HashSet<>();
            SongVersions versions = SongVersions.of(world.data().catalog());
            for (int t : list) {
                assertThat(whyNot(world, t)).as("track %d of %s", t, repeat).isEmpty();
                Catalog catalog = world.data().catalog();
                if (!candidates.contains(t)) {
                    assertThat(isCleanTwin(catalog, t, candidates))
                            .as("track %d of %s", t, repeat)
                            .isTrue();
                    twins++;
                }
                for (int artist : artists(catalog, t)) {
                    assertThat(perArtist.merge(artist, 1, Integer::sum))
                            .as(repeat)
                            .isLessThanOrEqualTo(CAP);
                }
                if (versions.song(t) >= 0) {
                    assertThat(songs.add(versions.song(t))).as(repeat).isTrue();
                }
                shown++;
            }
        }
        assertThat(shown)
                .as("tracks shown, so that the test looked at something")
                .isGreaterThan(WORLDS);
        assertThat(twins).as("clean twins shown").isPositive();
        assertThat(pins).as("pins shown").isPositive();
    }

    private static boolean isCleanTwin(Catalog catalog, int t, List<Integer> candidates) {
        return catalog.explicit(t) == Explicit.CLEAN
                && candidates.stream()
                        .anyMatch(c -> catalog.explicit(c) == Explicit.EXPLICIT
                                && catalog.recordingGroup(c) == catalog.recordingGroup(t));
    }

    private static Set<Integer> artists(Catalog catalog, int t) {
        Set<Integer> artists = new HashSet<>();
        for (int j = 0; j < catalog.creditCount(t); j++) {
            artists.add(catalog.creditArtist(t, j));
        }
        return artists;
    }

    /** Why a track may not be shown, written down anew from what the rules mean; empty when it may. */
    private static String whyNot(RandomWorld world, int t) {
        Catalog catalog = world.data().catalog();
        RuleContext context = world.context();
        Listener me = context.listener();
        if (context.barred().contains(t)) {
            return "barred";
        }
        if (!catalog.playable(t)) {
            return "not playable";
        }
        if (catalog.ageRating(t) == AgeRating.FROM_19
                && catalog.ageRatingFromMillis(t) <= RandomWorld.NOW
                && !me.verifiedAdult()) {
            return "19+";
        }
        if (catalog.explicit(t) == Explicit.EXPLICIT && !me.explicitAllowed()) {
            return "explicit";
        }
        if (catalog.aiGenerated(t) == AiGenerated.FULL) {
            return "made by a machine";
        }
        for (Block block : world.data().profiles().profile(0, catalog).blocks()) {
            boolean hit = switch (block.kind()) {
                case ARTIST ->
                    catalog.track(t).credits().stream()
                            .anyMatch(credit -> credit.artistId().equals(block.targetId()));
                case ALBUM -> catalog.track(t).albumId().equals(block.targetId());
                case TRACK -> catalog.track(t).id().equals(block.targetId());
            };
            if (hit && block.untilMillis() > RandomWorld.NOW) {
                return "blocked";
            }
        }
        ListeningHistory history = context.history();
        EventType block = null;
        EventType dislike = null;
        EventType like = null;
        for (int j = 0; j < history.size(); j++) {
            if (history.track(j) == t) {
                EventType type = history.type(j);
                switch (type) {
                    case BLOCK, UNBLOCK -> block = type;
                    case DISLIKE -> {
                        dislike = type;
                        like = type;
                    }
                    case LIKE -> {
                        like = type;
                        dislike = type;
                    }
                    case UNDISLIKE -> dislike = type;
                    case UNLIKE -> like = type;
                    case LISTEN -> {
                        boolean counts = history.millisPlayed(j) < 0 || history.millisPlayed(j) >= 30_000;
                        if (counts && history.isWithin(j, RandomWorld.NOW, WEEK)) {
                            return "heard";
                        }
                    }
                    default -> {}
                }
            }
        }
        if (block == EventType.BLOCK) {
            return "block event";
        }
        if (dislike == EventType.DISLIKE) {
            return "disliked";
        }
        IntLists genres = catalog.trackGenres();
        if (genres.length(t) > 0 && like != EventType.LIKE) {
            for (int g : me.dislikedGenres()) {
                if (g == genres.get(t, 0)) {
                    return "genre";
                }
            }
        }
        long seen = context.recommended().lastSeenMillis(t);
        return seen != RecommendedBefore.NEVER && RandomWorld.NOW - seen < WEEK ? "recommended" : "";
    }

    @Test
    void theTraceTellsTheLotOfEveryCandidate() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 500; seed++) {
            RandomWorld world = RandomWorld.of(seed, 60);
            Reranked list = pipeline(world).withTrace(true).apply(world.candidates(), world.context(), 10);
            Trace trace = list.trace().orElseThrow();
            Map<String, Trace.Kind> lots = new HashMap<>();
            Map<String, Long> dropped = new HashMap<>();
            List<String> byScore = SmallCatalog.ids(RulePipeline.of()
                    .apply(
                            world.candidates(),
                            world.context(),
                            Math.max(1, world.candidates().size())));
            for (Trace.Entry entry : trace.entries()) {
                boolean last = entry.kind() == Trace.Kind.KEPT
                        || entry.kind() == Trace.Kind.DROPPED
                        || entry.kind() == Trace.Kind.EXCHANGED
                        || entry.kind() == Trace.Kind.NOT_REACHED;
                assertThat(entry.firstRank())
                        .as("seed %d, %s", seed, entry)
                        .isEqualTo(byScore.indexOf(entry.trackId()) + 1); // 0 for what a rule added
                if (last) {
                    assertThat(lots.put(entry.trackId(), entry.kind()))
                            .as("seed %d, %s", seed, entry)
                            .isNull();
                }
                if (entry.kind() != Trace.Kind.EXCHANGED && entry.kind() != Trace.Kind.PLANNED) {
                    assertThat(entry.rule().isEmpty())
                            .as("seed %d, %s", seed, entry)
                            .isEqualTo(last && entry.kind() != Trace.Kind.DROPPED);
                }
                if (entry.kind() == Trace.Kind.DROPPED) {
                    dropped.merge(entry.rule(), 1L, Long::sum);
                }
            }
            assertThat(lots).as("seed %d", seed).hasSize(list.candidates().size());
            assertThat(lots.values().stream().filter(kind -> kind == Trace.Kind.KEPT))
                    .as("seed %d", seed)
                    .hasSize(list.size());
            for (RuleCounts.Row row : list.counts().rows()) {
                assertThat(dropped.getOrDefault(row.rule(), 0L))
                        .as("seed %d, %s", seed, row)
                        .isEqualTo(row.dropped());
            }
            assertThat(trace.explain()).contains(list.size() + " of 10 tracks");
        }
    }

    @Test
    void concurrentRequestsGetTheListsOfSerialOnes() {
        List<RandomWorld> worlds = new ArrayList<>();
        for (int w = 0; w < 100; w++) {
            worlds.add(RandomWorld.of(FIRST_SEED + w, 60));
        }
        List<RulePipeline> pipelines =
                worlds.stream().map(RulePipelinePropertyTest::pipeline).toList();
        List<List<Integer>> serial = IntStream.range(0, 100)
                .mapToObj(w -> lists(worlds, pipelines, w))
                .toList();
        List<List<Integer>> concurrent = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(r -> lists(worlds, pipelines, r % 100))
                .toList();
        for (int r = 0; r < concurrent.size(); r++) {
            assertThat(concurrent.get(r)).as("request %d", r).isEqualTo(serial.get(r % 100));
        }
    }

    private static List<Integer> lists(List<RandomWorld> worlds, List<RulePipeline> pipelines, int w) {
        return tracks(
                pipelines.get(w).apply(worlds.get(w).candidates(), worlds.get(w).context(), 12));
    }

    /** Where a spaced and capped list exists, greedy filling gives as long a list as the caps allow. */
    @Test
    void kTracksComeBackWheneverKMayBePlacedWhereEveryTrackHasOneArtist() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 1_000; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            SmallCatalog catalog = new SmallCatalog();
            int n = 1 + random.nextInt(9);
            Map<Integer, Integer> perArtist = new HashMap<>();
            for (int t = 0; t < n; t++) {
                int artist = random.nextInt(4);
                perArtist.merge(artist, 1, Integer::sum);
                catalog.track("t" + t, "a" + artist);
            }
            SmallCatalog.Built small = catalog.build();
            int cap = 1 + random.nextInt(3);
            int possible = perArtist.values().stream()
                    .mapToInt(count -> Math.min(cap, count))
                    .sum();
            Reranked list = RulePipeline.of(Cap.perArtist(cap), Spacing.ofArtists(random.nextInt(4)))
                    .apply(small.all(), small.context(), n);
            assertThat(list.size())
                    .as("seed %d, cap %d, %s", seed, cap, perArtist)
                    .isEqualTo(possible);
        }
    }

    /** A gap is given up only when, with what was placed before, no candidate could have kept it. */
    @Test
    void spacingIsRelaxedOnlyOnADeadEndAndByAsLittleAsPossible() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 1_000; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            SmallCatalog catalog = new SmallCatalog();
            int n = 1 + random.nextInt(12);
            for (int t = 0; t < n; t++) {
                catalog.track("t" + t, "a" + random.nextInt(4), "a" + (4 + random.nextInt(4)));
            }
            SmallCatalog.Built small = catalog.build();
            int gap = 1 + random.nextInt(4);
            Reranked list = RulePipeline.of(Spacing.ofArtists(gap)).apply(small.all(), small.context(), n);
            List<Integer> order = tracks(list);
            for (int p = 0; p < n; p++) {
                int taken = clash(small.catalog(), order, p, order.get(p), gap);
                int least = Integer.MAX_VALUE;
                for (int q = p; q < n; q++) {
                    least = Math.min(least, clash(small.catalog(), order, p, order.get(q), gap));
                }
                assertThat(taken)
                        .as("seed %d, gap %d, position %d of %s", seed, gap, p, order)
                        .isEqualTo(least);
                assertThat(list.relaxedRule(p).isPresent())
                        .as("seed %d, position %d", seed, p)
                        .isEqualTo(taken > 0);
            }
        }
    }

    /** By how much the gap falls short when {@code t} stands in position {@code p}. */
    private static int clash(Catalog catalog, List<Integer> order, int p, int t, int gap) {
        for (int distance = 1; distance <= gap && distance <= p; distance++) {
            Set<Integer> shared = new HashSet<>(artists(catalog, order.get(p - distance)));
            shared.retainAll(artists(catalog, t));
            if (!shared.isEmpty()) {
                return gap + 1 - distance;
            }
        }
        return 0;
    }
}

package io.reco.rerank;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Catalog;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.diversity.Mmr;
import io.reco.rerank.diversity.TrackSimilarity;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.GumbelTopK;
import io.reco.rerank.rule.Quota;
import io.reco.rerank.rule.Spacing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** k tracks come back whenever k may be placed: against all subsets of small pools, credits of one to three artists. */
class FeasibleFillTest {
    private static final long FIRST_SEED = 5_000;

    private static SmallCatalog.Built random(SplitMix64 random, int n) {
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < n; t++) {
            String album = "b" + random.nextInt(4);
            List<String> artists = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                artists.add("a" + random.nextInt(5));
            }
            catalog.track("t" + t, track -> {
                artists.forEach(track::artist);
                return track.album(album);
            });
        }
        return catalog.build();
    }

    /** Number of tracks in the largest set that the caps allow. */
    private static int largest(Catalog catalog, int n, int perArtist, int perAlbum) {
        int largest = 0;
        for (int set = 0; set < 1 << n; set++) {
            Map<Integer, Integer> artists = new HashMap<>();
            Map<Integer, Integer> albums = new HashMap<>();
            boolean allowed = true;
            for (int t = 0; t < n && allowed; t++) {
                if ((set >> t & 1) != 0) {
                    List<Integer> credits = new ArrayList<>();
                    for (int j = 0; j < catalog.creditCount(t); j++) {
                        if (!credits.contains(catalog.creditArtist(t, j))) {
                            credits.add(catalog.creditArtist(t, j));
                        }
                    }
                    for (int artist : credits) {
                        allowed &= artists.merge(artist, 1, Integer::sum) <= perArtist;
                    }
                    allowed &= albums.merge(catalog.album(t), 1, Integer::sum) <= perAlbum;
                }
            }
            if (allowed) {
                largest = Math.max(largest, Integer.bitCount(set));
            }
        }
        return largest;
    }

    private static List<Rule> rules(SplitMix64 random, int perArtist, int perAlbum) {
        List<Rule> rules = new ArrayList<>(List.of(
                Cap.perArtist(perArtist),
                Cap.perAlbum(perAlbum),
                Spacing.ofArtists(random.nextInt(4)),
                new Quota(context -> t -> t % 2 == 0, random.nextInt(4))));
        TrackSimilarity alike = (t, u) -> SplitMix64.hashUniform(Math.min(t, u), Math.max(t, u));
        switch (random.nextInt(3)) {
            case 0 -> rules.add(new Mmr(0.3, Mmr.Aggregate.MAX, alike));
            case 1 -> rules.add(new GumbelTopK(2));
            default -> {}
        }
        return rules;
    }

    @Test
    void asManyTracksComeBackAsTheCapsAllow() {
        int exchanged = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 3_000; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int n = 1 + random.nextInt(8);
            SmallCatalog.Built small = random(random, n);
            int perArtist = 1 + random.nextInt(2);
            int perAlbum = 1 + random.nextInt(3);
            int k = 1 + random.nextInt(n);
            Reranked list = RulePipeline.of(rules(random, perArtist, perAlbum))
                    .withTrace(true)
                    .apply(small.all(), small.context(), k);
            assertThat(list.size())
                    .as("seed %d, n %d, k %d, caps %d and %d", seed, n, k, perArtist, perAlbum)
                    .isEqualTo(Math.min(k, largest(small.catalog(), n, perArtist, perAlbum)));
            assertThat(ids(list)).doesNotHaveDuplicates();
            exchanged += list.exchanged() > 0 ? 1 : 0;
            long told = list.trace().orElseThrow().entries().stream()
                    .filter(entry -> entry.kind() == Trace.Kind.EXCHANGED)
                    .count();
            assertThat(told).as("seed %d", seed).isEqualTo(list.exchanged());
        }
        assertThat(exchanged)
                .as("lists that greedy filling would have left short")
                .isGreaterThan(50);
    }

    @Test
    void aTrackOfTwoArtistsGivesWayToTwoOfOne() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("both", "A", "B")
                .track("a", "A")
                .track("b", "B")
                .build();
        Reranked list = RulePipeline.of(Cap.perArtist(1)).withTrace(true).apply(small.all(), small.context(), 2);
        assertThat(ids(list)).containsExactly("a", "b");
        assertThat(list.exchanged()).isEqualTo(1);
        assertThat(list.counts().dropped("artist-cap")).isZero();
        Trace trace = list.trace().orElseThrow();
        assertThat(trace.of("both")).extracting(Trace.Entry::kind).containsExactly(Trace.Kind.EXCHANGED);
        assertThat(trace.of("both").get(0).detail()).isEqualTo("1 more in the list");
        assertThat(trace.explain()).contains("both  exchanged (1 more in the list), was 1");
        // One track is wanted: the best one comes.
        assertThat(ids(RulePipeline.of(Cap.perArtist(1)).apply(small.all(), small.context(), 1)))
                .containsExactly("both");
    }

    /** A deeper candidate is better than an exchange: it is looked for first. */
    @Test
    void theSourceIsPulledBeforeAnythingIsGivenUp() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("both", "A", "B")
                .track("a", "A")
                .track("b", "B")
                .track("c", "C")
                .build();
        Candidates all = small.all();
        CandidateSource source =
                n -> n >= 4 ? all : Candidates.of(new int[] {0, 1, 2}, new double[] {4, 3, 2}, "model");
        Reranked list = RulePipeline.of(Cap.perArtist(1)).apply(source, small.context(), 2, 3);
        assertThat(ids(list)).containsExactly("both", "c");
        assertThat(list.exchanged()).isZero();
    }

    /** Above the size for which the search is complete it still ends, with a list that keeps the caps. */
    @Test
    void aLargePoolIsSearchedWithinBounds() {
        SplitMix64 random = new SplitMix64(FIRST_SEED);
        SmallCatalog.Built small = random(random, 1_000);
        Reranked list = RulePipeline.of(Cap.perArtist(1)).apply(small.all(), small.context(), 50);
        assertThat(list.size()).isBetween(1, 5);
    }
}

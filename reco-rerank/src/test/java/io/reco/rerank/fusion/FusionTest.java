package io.reco.rerank.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.FallbackSource;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.rerank.Candidates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand. Track ids are single letters, their indices in no order of the alphabet. */
class FusionTest {
    private static final IdMap IDS = IdMap.of(List.of("z", "r", "q", "p", "f", "e", "d", "c", "b", "a"));

    /** Scores fall by one. */
    private static Ranked list(String name, double weight, String ids) {
        double[] scores = new double[ids.length()];
        Arrays.setAll(scores, i -> ids.length() - i);
        return scored(name, weight, ids, scores);
    }

    private static Ranked scored(String name, double weight, String ids, double... scores) {
        return Ranked.of(
                name,
                weight,
                ids.chars().map(c -> IDS.indexOf(Character.toString(c))).toArray(),
                scores);
    }

    private static String fuse(Fusion fusion, int n, Ranked... lists) {
        return ids(fusion.fuse(List.of(lists), n, IDS));
    }

    private static String ids(Fused fused) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < fused.size(); i++) {
            ids.append(IDS.id(fused.track(i)));
        }
        return ids.toString();
    }

    private static List<Double> scores(Fused fused) {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < fused.size(); i++) {
            scores.add(fused.score(i));
        }
        return scores;
    }

    @Test
    void reciprocalRanksAddUp() {
        Fused fused = ReciprocalRankFusion.DEFAULT.fuse(List.of(list("x", 1, "abc"), list("y", 2, "dca")), 9, IDS);
        assertThat(ids(fused)).isEqualTo("acdb");
        assertThat(fused.score(0)).isCloseTo(1 / 61.0 + 2 / 63.0, within(1e-15));
        assertThat(fused.score(1)).isCloseTo(1 / 63.0 + 2 / 62.0, within(1e-15));
        assertThat(fused.score(2)).isEqualTo(2 / 61.0);
        assertThat(fused.score(3)).isEqualTo(1 / 62.0);
        assertThat(fused.sources(0)).containsExactly("x", "y");
        assertThat(fused.sources(2)).containsExactly("y");
        assertThat(fused.candidates().source(0)).isEqualTo("x+y");
    }

    /** A list whose last tracks its fallback filled in. */
    private static Ranked filled(String name, String meant, String group, String filled) {
        List<Recommendation> items = new ArrayList<>();
        meant.chars().forEach(c -> items.add(new Recommendation(Character.toString(c), -items.size(), name)));
        filled.chars()
                .forEach(c -> items.add(
                        new Recommendation(Character.toString(c), -items.size(), FallbackSource.of(List.of(group)))));
        return Ranked.of(
                name, 1, new RecommendationList(Optional.of("me"), items, Basis.HISTORY, filled.length(), 0), IDS);
    }

    private static String sourceOf(String track, Fused fused) {
        for (int i = 0; i < fused.size(); i++) {
            if (IDS.id(fused.track(i)).equals(track)) {
                assertThat(fused.sources(i)).isNotEmpty();
                return fused.candidates().source(i);
            }
        }
        throw new AssertionError(track + " is not there");
    }

    @Test
    void aTrackThatAllItsSourcesFilledInIsAFallbackAndOneThatAnyMeantIsNot() {
        List<Ranked> lists = List.of(filled("x", "a", "age", "bcd"), filled("y", "eb", "popularity", "cf"));
        for (Fusion sum : List.of(
                ReciprocalRankFusion.DEFAULT,
                new ScoreBlend(ScoreBlend.Scale.MIN_MAX),
                new ScoreBlend(ScoreBlend.Scale.Z_SCORE))) {
            Fused fused = sum.fuse(lists, 9, IDS);
            assertThat(sourceOf("a", fused)).isEqualTo("x");
            assertThat(sourceOf("b", fused)).as("y meant it").isEqualTo("x+y");
            assertThat(sourceOf("c", fused)).isEqualTo("fallback:age+popularity");
            assertThat(sourceOf("d", fused)).isEqualTo("fallback:age");
            assertThat(sourceOf("f", fused)).isEqualTo("fallback:popularity");
        }
        for (Fusion turns : List.of(new WeightedRoundRobin(), new SmoothWeightedRoundRobin())) {
            Fused fused = turns.fuse(lists, 9, IDS); // a e, b of x, c of y, d, f
            assertThat(ids(fused)).isEqualTo("aebcdf");
            assertThat(sourceOf("e", fused)).isEqualTo("y");
            assertThat(sourceOf("b", fused))
                    .as("x emitted it and did not mean it")
                    .isEqualTo("fallback:age");
            assertThat(sourceOf("c", fused)).isEqualTo("fallback:popularity");
        }
    }

    /** What was fused is a source like any: candidates and answers say what is a fallback. */
    @Test
    void aFusionOfAFusionKeepsItsFallbacks() {
        Fused inner = ReciprocalRankFusion.DEFAULT.fuse(
                List.of(filled("x", "a", "age", "b"), filled("y", "c", "region", "b")), 9, IDS);
        Ranked both = Ranked.of("both", 1, inner.candidates(), IDS);
        Fused outer = ReciprocalRankFusion.DEFAULT.fuse(List.of(both, list("z", 1, "d")), 9, IDS);
        assertThat(sourceOf("a", outer)).isEqualTo("both");
        assertThat(sourceOf("b", outer)).isEqualTo("fallback:age+region");
        assertThat(sourceOf("d", outer)).isEqualTo("z");
    }

    @Test
    void threeTracksWithTheSameRanksAreEqualToTheLastBitAndGoById() {
        Fused fused = ReciprocalRankFusion.DEFAULT.fuse(
                List.of(list("1", 1, "pqr"), list("2", 1, "qrp"), list("3", 1, "rpq")), 9, IDS);
        assertThat(ids(fused)).isEqualTo("pqr");
        assertThat(scores(fused)).containsOnly(1 / 63.0 + 1 / 62.0 + 1 / 61.0);
    }

    @Test
    void withKZeroTheFirstRanksCountMost() {
        Ranked[] lists = {list("1", 1, "abcd"), list("2", 1, "ebc")};
        assertThat(fuse(new ReciprocalRankFusion(0), 9, lists)).isEqualTo("abecd");
        assertThat(fuse(ReciprocalRankFusion.DEFAULT, 9, lists)).isEqualTo("bcaed");
    }

    @Test
    void roundRobinSkipsWhatWasEmittedAndDrySourcesDropOut() {
        Ranked[] lists = {list("1", 1, "abc"), list("2", 1, "ad"), list("3", 1, "")};
        assertThat(fuse(new WeightedRoundRobin(), 9, lists)).isEqualTo("adbc");
        assertThat(fuse(new WeightedRoundRobin(), 2, lists)).isEqualTo("ad");
        Fused fused = new WeightedRoundRobin().fuse(List.of(lists), 9, IDS);
        assertThat(scores(fused)).containsExactly(1.0, 1 / 2.0, 1 / 3.0, 1 / 4.0);
        assertThat(fused.sources(0)).containsExactly("1");
        assertThat(fused.sources(1)).containsExactly("2");
    }

    @Test
    void aWeightIsTheNumberOfTracksATurn() {
        assertThat(fuse(new WeightedRoundRobin(), 9, list("1", 2, "abc"), list("2", 1, "dae")))
                .isEqualTo("abdce");
        assertThatThrownBy(() -> fuse(new WeightedRoundRobin(), 9, list("1", 1.5, "a")))
                .hasMessageContaining("weight 1.5 of source '1'");
    }

    /** Weights 5, 1, 1 give 1 1 2 1 3 1 1 as long as no source is dry. */
    @Test
    void smoothTurnsLieApart() {
        Ranked[] lists = {list("1", 5, "abcde"), list("2", 1, "p"), list("3", 1, "q")};
        assertThat(fuse(new SmoothWeightedRoundRobin(), 9, lists)).isEqualTo("abpcdqe");
        // In steps: sums (5,1,1) a, then (3,2,2) b, (1,3,3) p; 2 is dry: weights 5 and 1, sums (6,4) c, (5,5) d, (4,6)
        // q.
        assertThat(fuse(new SmoothWeightedRoundRobin(), 4, lists)).isEqualTo("abpc");
        Ranked[] longer = {list("1", 5, "abcde"), list("2", 1, "pz"), list("3", 1, "qr")};
        assertThat(fuse(new SmoothWeightedRoundRobin(), 7, longer)).isEqualTo("abpcqde");
    }

    /** What matters is the proportion of weights, however they are written. */
    @Test
    void smoothTurnsDoNotDependOnTheUnitOfWeights() {
        for (int[] weights :
                new int[][] {{1, 1, 1}, {3, 2, 2}, {7, 2, 1}, {6, 3, 1}, {5, 4, 1}, {3, 3, 2}, {1, 2, 3}}) {
            List<Integer> whole = turns(weights, 1);
            for (double unit : new double[] {0.1, 0.3, 1e-3, 1e-9, 7e12, 1 / 3.0}) {
                assertThat(turns(weights, unit))
                        .as("%s times %s", Arrays.toString(weights), unit)
                        .isEqualTo(whole);
            }
        }
        assertThat(turns(new int[] {1, 1, 1}, 0.1)).startsWith(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    }

    /** The sources of 60 positions. */
    private static List<Integer> turns(int[] weights, double unit) {
        IdMap ids = IdMap.of(IntStream.range(0, 180).mapToObj(t -> "t" + t).toList());
        List<Ranked> lists = new ArrayList<>();
        for (int s = 0; s < weights.length; s++) {
            int[] tracks = IntStream.range(60 * s, 60 * s + 60).toArray();
            lists.add(Ranked.of("s" + s, weights[s] * unit, tracks, new double[60]));
        }
        Fused fused = new SmoothWeightedRoundRobin().fuse(lists, 60, ids);
        return IntStream.range(0, 60).map(p -> fused.track(p) / 60).boxed().toList();
    }

    /** .6/61 and .5/61 + .1/61 are one number, though not to the last bit. */
    @Test
    void sumsThatDifferByRoundingOnlyAreTied() {
        Ranked[] lists = {list("1", 0.6, "c"), list("2", 0.5, "d"), list("3", 0.1, "d")};
        Fused fused = ReciprocalRankFusion.DEFAULT.fuse(List.of(lists), 9, IDS);
        assertThat(ids(fused)).isEqualTo("cd");
        assertThat(fused.score(1)).isEqualTo(fused.score(0));
        Ranked[] others = {list("1", 0.6, "d"), list("2", 0.5, "c"), list("3", 0.1, "c")};
        assertThat(fuse(ReciprocalRankFusion.DEFAULT, 9, others)).isEqualTo("cd");
        // Whichever is larger by a bit; a blend as well.
        Fusion rank = new ScoreBlend(ScoreBlend.Scale.RANK);
        assertThat(fuse(rank, 9, list("1", 0.3, "c"), list("2", 0.2, "d"), list("3", 0.1, "d")))
                .isEqualTo("cd");
        assertThat(fuse(rank, 9, list("1", 0.3, "d"), list("2", 0.2, "c"), list("3", 0.1, "c")))
                .isEqualTo("cd");
        // Cut where the tie is.
        assertThat(fuse(rank, 1, list("1", 0.3, "d"), list("2", 0.2, "c"), list("3", 0.1, "c")))
                .isEqualTo("c");
    }

    @Test
    void sumsThatDifferByMoreAreNotTied() {
        Ranked[] lists = {scored("1", 1, "dc", 1, 1 - 1e-9), scored("2", 1e-3, "r", 1)};
        assertThat(fuse(new ScoreBlend(ScoreBlend.Scale.RANK), 9, list("1", 1, "d"), list("2", 1 - 1e-9, "c")))
                .isEqualTo("dc");
        assertThat(fuse(new ScoreBlend(ScoreBlend.Scale.MIN_MAX), 9, lists)).isEqualTo("drc");
    }

    @Test
    void blendsOfScalesByHand() {
        Ranked first = scored("1", 1, "abc", 6, 3, 2);
        Ranked second = scored("2", 2, "cd", 3, 1);
        Fused minMax = new ScoreBlend(ScoreBlend.Scale.MIN_MAX).fuse(List.of(first, second), 9, IDS);
        assertThat(ids(minMax)).isEqualTo("cabd");
        assertThat(scores(minMax)).containsExactly(2.0, 1.0, 0.25, 0.0);
        Fused rank = new ScoreBlend(ScoreBlend.Scale.RANK).fuse(List.of(first, second), 9, IDS);
        assertThat(ids(rank)).isEqualTo("cadb");
        assertThat(rank.score(0)).isCloseTo(1 / 3.0 + 2, within(1e-15));
        assertThat(scores(rank).subList(1, 3)).containsExactly(1.0, 1.0);
        // Mean 11/3, deviation sqrt(26)/3: z = 7, -2, -5 over sqrt(26); d is missing there and gets -5.
        Fused z = new ScoreBlend(ScoreBlend.Scale.Z_SCORE).fuse(List.of(first, second), 9, IDS);
        assertThat(ids(z)).isEqualTo("cabd");
        double root = Math.sqrt(26);
        double[] expected = {2 - 5 / root, 7 / root - 2, -2 / root - 2, -5 / root - 2};
        for (int i = 0; i < 4; i++) {
            assertThat(z.score(i)).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void equalAndHugeScoresStayNumbers() {
        Ranked equal = scored("1", 1, "ab", 4, 4);
        assertThat(scores(new ScoreBlend(ScoreBlend.Scale.MIN_MAX).fuse(List.of(equal), 9, IDS)))
                .containsOnly(1.0);
        assertThat(scores(new ScoreBlend(ScoreBlend.Scale.Z_SCORE).fuse(List.of(equal), 9, IDS)))
                .containsOnly(0.0);
        Ranked wide = scored("1", 1, "abc", Double.MAX_VALUE, 0, -Double.MAX_VALUE);
        Fused z = new ScoreBlend(ScoreBlend.Scale.Z_SCORE).fuse(List.of(wide), 9, IDS);
        assertThat(z.score(0)).isCloseTo(Math.sqrt(1.5), within(1e-12));
        Ranked heavy = list("2", Double.MAX_VALUE, "a");
        assertThatThrownBy(
                        () -> fuse(new ScoreBlend(ScoreBlend.Scale.RANK), 9, heavy, list("3", Double.MAX_VALUE, "a")))
                .hasMessageContaining("is not finite");
    }

    @Test
    void whatIsNoListIsRefused() {
        assertThatThrownBy(() -> scored("x", 1, "a", Double.NaN)).hasMessageContaining("'x': score NaN");
        assertThatThrownBy(() -> scored("x", 1, "a", Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
        assertThatThrownBy(() -> scored("x", 1, "aa", 2, 1)).hasMessageContaining("occurs twice");
        assertThatThrownBy(() -> scored("x", 1, "a", 2, 1)).hasMessageContaining("1 tracks but 2 scores");
        assertThatThrownBy(() -> list("", 1, "a")).hasMessageContaining("name");
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> list("x", weight, "a")).hasMessageContaining("weight " + weight);
        }
        assertThatThrownBy(() -> new ReciprocalRankFusion(-1)).hasMessageContaining("k -1");
    }

    @Test
    void candidatesAreRankedByScoreAndId() {
        int[] tracks = {IDS.indexOf("b"), IDS.indexOf("a"), IDS.indexOf("c")};
        Ranked ranked = Ranked.of("x", 1, Candidates.of(tracks, new double[] {-0.0, 0.0, 5}, "m"), IDS);
        assertThat(fuse(new WeightedRoundRobin(), 9, ranked)).isEqualTo("cab");
    }
}

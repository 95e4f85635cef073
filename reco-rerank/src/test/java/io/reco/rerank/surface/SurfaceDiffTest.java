package io.reco.rerank.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.rerank.config.SourceConfig;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceResources;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SurfaceDiffTest {
    private static final Dataset WORLD = SmallWorld.timed(3);
    private static final SurfaceResources RESOURCES = SurfaceRecommenderContractTest.resources(WORLD)
            .withSource("top", SurfaceRecommenderContractTest.model(WORLD, UnknownIdPolicy.FAIL));
    private static final Surface HOME = Surface.of(SurfaceConfig.of("home", 10, SourceConfig.of("top")), RESOURCES);
    private static final List<Query> QUERIES = IntStream.range(0, 50)
            .mapToObj(c -> Query.forCharacter(SmallWorld.character(c), 10))
            .toList();

    private static Surface with(String rule, Map<String, ?> parameters) {
        return Surface.of(HOME.config().withRule(rule, parameters), RESOURCES);
    }

    @Test
    void aSurfaceDoesNotDifferFromItself() {
        SurfaceDiff diff = SurfaceDiff.of(HOME, with("artist-cap", Map.of("max", 1000)), QUERIES, 2, 5);
        assertThat(diff.lists()).isEqualTo(50);
        assertThat(diff.changed()).isZero();
        assertThat(diff.meanOverlap()).isEqualTo(1);
        assertThat(diff.meanRankBiasedOverlap()).isCloseTo(1, within(1e-12));
        assertThat(diff.mostChanged()).isEmpty();
        assertThat(diff.shifts()).isEmpty();
        assertThat(diff.countsAfter().orElseThrow().rules()).containsExactly("artist-cap");
    }

    @Test
    void theNumbersAreThoseOfTheListsOneByOne() {
        Surface fresh = with("recently-listened", Map.of("window", "30d"));
        SurfaceDiff diff = SurfaceDiff.of(HOME, fresh, QUERIES, 3, 5);
        double overlap = 0;
        double rankBiased = 0;
        int changed = 0;
        for (Query query : QUERIES) {
            List<String> a = SurfaceRecommender.of(HOME).recommend(query).trackIds();
            List<String> b = SurfaceRecommender.of(fresh).recommend(query).trackIds();
            changed += a.equals(b) ? 0 : 1;
            overlap += RankOverlap.overlap(a, b) / 50;
            rankBiased += RankOverlap.rankBiased(a, b, 0.9) / 50;
        }
        assertThat(diff.changed()).isEqualTo(changed).isPositive();
        assertThat(diff.meanOverlap()).isCloseTo(overlap, within(1e-12)).isLessThan(1);
        assertThat(diff.meanRankBiasedOverlap()).isCloseTo(rankBiased, within(1e-12));
        assertThat(diff.countsAfter().orElseThrow().dropped("recently-listened"))
                .isPositive();
        assertThat(diff.mostChanged())
                .hasSize(5)
                .isSortedAccordingTo((x, y) -> Double.compare(x.rankBiasedOverlap(), y.rankBiasedOverlap()));
        SurfaceDiff.Change most = diff.mostChanged().get(0);
        RecommendationList before = SurfaceRecommender.of(HOME).recommend(QUERIES.get(most.query()));
        assertThat(most.before()).isEqualTo(before.trackIds());
        assertThat(most.characterId()).isEqualTo(SmallWorld.character(most.query()));
        SurfaceDiff.TrackShift shift = diff.shifts().get(0);
        assertThat(QUERIES.stream()
                        .filter(q -> SurfaceRecommender.of(fresh)
                                .recommend(q)
                                .trackIds()
                                .contains(shift.trackId()))
                        .count())
                .isEqualTo(shift.after());
    }

    @Test
    void listsInAnotherOrderCountAsReordered() {
        SurfaceDiff diff = SurfaceDiff.of(HOME, with("balanced-shuffle", Map.of()), QUERIES, 1, 0);
        assertThat(diff.reordered()).isEqualTo(diff.changed()).isGreaterThan(40);
        assertThat(diff.meanOverlap()).isEqualTo(1);
        assertThat(diff.meanRankBiasedOverlap()).isLessThan(1);
        assertThat(diff.mostChanged()).isEmpty();
    }

    @Test
    void nothingIsComparedWithoutQueries() {
        SurfaceDiff diff = SurfaceDiff.of(HOME, HOME, List.of(), 1, 3);
        assertThat(diff.lists()).isZero();
        assertThat(diff.meanOverlap()).isEqualTo(1);
        assertThat(diff.countsBefore()).isEmpty();
    }

    @Test
    void rankBiasedOverlapByItsDefinition() {
        assertThat(RankOverlap.rankBiased(List.of(), List.of(), 0.9)).isEqualTo(1);
        assertThat(RankOverlap.rankBiased(List.of("a"), List.of(), 0.9)).isZero();
        assertThat(RankOverlap.rankBiased(List.of("a"), List.of("b"), 0.9)).isZero();
        // d = 1: 0, d = 2: 1 of 2... all common from 2 on: 0.1/0.9 * (0 + 0.81) + 0.81.
        assertThat(RankOverlap.rankBiased(List.of("a", "b"), List.of("b", "a"), 0.9))
                .isCloseTo(0.9, within(1e-12));
        for (int seed = 0; seed < 200; seed++) {
            List<String> a = list(seed);
            List<String> b = list(seed + 1000);
            double rbo = RankOverlap.rankBiased(a, b, 0.8);
            assertThat(rbo)
                    .as("seed %d", seed)
                    .isCloseTo(bySets(a, b, 0.8), within(1e-12))
                    .isBetween(0.0, 1 + 1e-12);
            assertThat(RankOverlap.rankBiased(b, a, 0.8)).isCloseTo(rbo, within(1e-12));
            assertThat(RankOverlap.rankBiased(a, a, 0.8)).isCloseTo(1, within(1e-12));
        }
    }

    private static List<String> list(int seed) {
        Random random = new Random(seed);
        return random.ints(1 + random.nextInt(12), 0, 15)
                .distinct()
                .mapToObj(i -> "t" + i)
                .toList();
    }

    /** Equation 32 as it is printed. */
    private static double bySets(List<String> a, List<String> b, double p) {
        List<String> shorter = a.size() <= b.size() ? a : b;
        List<String> longer = a.size() <= b.size() ? b : a;
        int s = shorter.size();
        int l = longer.size();
        double sum = 0;
        for (int d = 1; d <= l; d++) {
            sum += common(shorter, longer, d) / d * Math.pow(p, d);
        }
        for (int d = s + 1; d <= l; d++) {
            sum += common(shorter, longer, s) * (d - s) / s / d * Math.pow(p, d);
        }
        double rest = (common(shorter, longer, l) - common(shorter, longer, s)) / l + common(shorter, longer, s) / s;
        return (1 - p) / p * sum + rest * Math.pow(p, l);
    }

    private static double common(List<String> a, List<String> b, int d) {
        Set<String> common = new HashSet<>(a.subList(0, Math.min(d, a.size())));
        common.retainAll(new HashSet<>(b.subList(0, Math.min(d, b.size()))));
        return common.size();
    }
}

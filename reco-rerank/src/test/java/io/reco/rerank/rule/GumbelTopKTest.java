package io.reco.rerank.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.Trace;
import io.reco.rerank.history.Impression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GumbelTopKTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new GumbelTopK(0.5);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new GumbelTopK(0));
    }

    private static SmallCatalog.Built music() {
        return new SmallCatalog()
                .track("a", "A")
                .track("b", "A")
                .track("c", "B")
                .track("d", "C")
                .build();
    }

    /** The law of the first track and of the pair of the first two (Plackett-Luce), in 20,000 requests. */
    @Test
    void listsFollowTheLawAndPropensitiesAreItsNumbers() {
        SmallCatalog.Built small = music();
        double[] scores = {1, 0.5, 0.2, 0};
        double t = 0.7;
        RulePipeline pipeline = RulePipeline.of(new GumbelTopK(t));
        Map<List<Integer>, Integer> pairs = new HashMap<>();
        int requests = 20_000;
        for (int r = 0; r < requests; r++) {
            Reranked list = pipeline.apply(small.scored(scores), small.context().withSeed(r), 2);
            pairs.merge(List.of(list.track(0), list.track(1)), 1, Integer::sum);
            double all = 0;
            for (double score : scores) {
                all += Math.exp(score / t);
            }
            double first = Math.exp(scores[list.track(0)] / t);
            double second = Math.exp(scores[list.track(1)] / t);
            assertThat(list.propensity(0)).isCloseTo(first / all, within(1e-12));
            assertThat(list.propensity(1)).isCloseTo(second / (all - first), within(1e-12));
            assertThat(list.isExplored(0)).isEqualTo(list.track(0) != 0);
        }
        double all = 0;
        for (double score : scores) {
            all += Math.exp(score / t);
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double wi = Math.exp(scores[i] / t);
                double p = i == j ? 0 : wi / all * Math.exp(scores[j] / t) / (all - wi);
                double seen = pairs.getOrDefault(List.of(i, j), 0) / (double) requests;
                // Five standard deviations.
                assertThat(seen).as("%d, %d", i, j).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / requests) + 1e-12));
            }
        }
    }

    /** Under a cap too the propensities are the frequencies: their inverse weights sum to the number of requests. */
    @Test
    void underACapPropensitiesAreFrequencies() {
        SmallCatalog.Built small = music();
        RulePipeline pipeline = RulePipeline.of(new GumbelTopK(0.7), Cap.perArtist(1));
        Map<List<Integer>, Integer> seen = new HashMap<>();
        Map<List<Integer>, Double> told = new HashMap<>();
        int requests = 20_000;
        for (int r = 0; r < requests; r++) {
            Reranked list =
                    pipeline.apply(small.scored(1, 0.5, 0.2, 0), small.context().withSeed(r), 3);
            List<Integer> tracks = List.of(list.track(0), list.track(1), list.track(2));
            seen.merge(tracks, 1, Integer::sum);
            told.put(tracks, list.propensity(0) * list.propensity(1) * list.propensity(2));
        }
        assertThat(told.values().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
        told.forEach((tracks, p) -> assertThat(seen.getOrDefault(tracks, 0) / (double) requests)
                .as(tracks.toString())
                .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / requests))));
    }

    @Test
    void anotherMomentDrawsAnewAndTheSameOneDoesNot() {
        SmallCatalog.Built small = music();
        RulePipeline pipeline = RulePipeline.of(new GumbelTopK(100));
        Map<List<Integer>, Integer> lists = new HashMap<>();
        for (int r = 0; r < 200; r++) {
            Reranked list = pipeline.apply(small.all(), small.context().withNow(r), 4);
            assertThat(pipeline.apply(small.all(), small.context().withNow(r), 4)
                            .items())
                    .isEqualTo(list.items());
            lists.merge(List.of(list.track(0), list.track(1), list.track(2), list.track(3)), 1, Integer::sum);
        }
        assertThat(lists).hasSize(24);
    }

    @Test
    void impressionsCarryThePropensities() {
        SmallCatalog.Built small =
                music().with(context -> context.withCharacterId("me").withSurface("home"));
        Reranked list = RulePipeline.of(new GumbelTopK(1)).withTrace(true).apply(small.all(), small.context(), 3);
        List<Impression> impressions = list.impressions("r1");
        assertThat(impressions).hasSize(3);
        for (int p = 0; p < 3; p++) {
            assertThat(impressions.get(p))
                    .isEqualTo(new Impression(
                            "me",
                            "home",
                            "r1",
                            list.items().get(p).trackId(),
                            p,
                            SmallCatalog.NOW,
                            list.propensity(p),
                            false,
                            false));
            assertThat(list.trace().orElseThrow().of(impressions.get(p).trackId()).stream()
                            .anyMatch(entry -> entry.kind() == Trace.Kind.EXPLORED))
                    .isEqualTo(list.isExplored(p));
        }
        Reranked nobody = music().apply(new GumbelTopK(1));
        assertThatThrownBy(() -> nobody.impressions("r1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("names no character");
    }

    @Test
    void atMostOneSamplingRule() {
        assertThatThrownBy(() -> RulePipeline.of(new GumbelTopK(1), new EpsilonSlots(0.1, List.of(0), 5)))
                .hasMessageContaining("2 sampling rules in one pipeline; at most 1");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new GumbelTopK(-1)).hasMessageContaining("temperature -1.0 is not in [0, inf)");
        assertThatThrownBy(() -> new GumbelTopK(Double.POSITIVE_INFINITY)).hasMessageContaining("temperature Infinity");
    }
}

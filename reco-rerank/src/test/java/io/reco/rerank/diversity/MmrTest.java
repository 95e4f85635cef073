package io.reco.rerank.diversity;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SharedFixtures;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.Trace;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.RuleContract;
import io.reco.rerank.rule.ScoreNormalisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MmrTest extends RuleContract {
    private static final TrackSimilarity RANDOM =
            (t, u) -> SplitMix64.hashUniform(Math.min(t, u), Math.max(t, u)) * 2 - 1;

    @Override
    protected Rule rule() {
        return new Mmr(0.4, Mmr.Aggregate.MAX, RANDOM);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new Mmr(1, Mmr.Aggregate.MAX, RANDOM));
    }

    @Test
    void goldenCases() {
        List<Map<String, String>> items = SharedFixtures.rows("mmr_items.tsv");
        SmallCatalog catalog = new SmallCatalog();
        items.forEach(item -> catalog.track(item.getOrDefault("item", "")));
        SmallCatalog.Built small = catalog.build();
        double[] scores = items.stream()
                .mapToDouble(item -> Double.parseDouble(item.get("score")))
                .toArray();
        double[] vectors = items.stream().flatMapToDouble(MmrTest::vector).toArray();
        TrackSimilarity cosine = TrackSimilarity.cosine(vectors, 5);

        Map<List<String>, List<Map<String, String>>> cases = new LinkedHashMap<>();
        for (Map<String, String> row : SharedFixtures.rows("mmr_expected.tsv")) {
            List<String> parameters = List.of(row.get("scores"), row.get("similarity"), row.get("lambda"));
            cases.computeIfAbsent(parameters, key -> new ArrayList<>()).add(row);
        }
        assertThat(cases).hasSize(20);
        cases.forEach((parameters, expected) -> {
            Mmr rule = new Mmr(
                    Double.parseDouble(parameters.get(2)),
                    Mmr.Aggregate.valueOf(parameters.get(1).toUpperCase(Locale.ROOT)),
                    cosine);
            ScoreNormalisation scale = new ScoreNormalisation(
                    parameters.get(0).equals("raw") ? ScoreNormalisation.Scale.RAW : ScoreNormalisation.Scale.MIN_MAX);
            Values values = new Values(rule);
            Reranked list =
                    RulePipeline.of(scale, values).apply(small.scored(scores), small.context(), expected.size());
            assertThat(ids(list))
                    .as(parameters.toString())
                    .isEqualTo(expected.stream().map(row -> row.get("item")).toList());
            for (int p = 0; p < expected.size(); p++) {
                assertThat(values.placed.get(p))
                        .as("%s, position %d", parameters, p)
                        .isCloseTo(Double.parseDouble(expected.get(p).get("value")), within(1e-9));
            }
        });
    }

    private static DoubleStream vector(Map<String, String> item) {
        return IntStream.range(0, 5).mapToDouble(d -> Double.parseDouble(item.get("d" + d)));
    }

    @Test
    void constraintsHoldUnderAnObjective() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", "A")
                .track("2", "A")
                .track("3", "B")
                .track("4", "C")
                .build();
        TrackSimilarity alike = (t, u) -> t == 0 && u == 2 || t == 2 && u == 0 ? 1 : 0;
        Reranked list = small.apply(new Mmr(0.1, Mmr.Aggregate.MAX, alike), Cap.perArtist(1));
        assertThat(ids(list)).containsExactly("1", "4", "3");
        Trace trace = list.trace().orElseThrow();
        assertThat(trace.of("4").get(0).kind()).isEqualTo(Trace.Kind.PREFERRED);
        assertThat(trace.of("4").get(0).detail()).isEqualTo("worth 0.100000");
        assertThat(list.counts().moved("mmr")).isEqualTo(1);
        assertThat(list.counts().dropped("artist-cap")).isEqualTo(1);
    }

    @Test
    void cosineOfFloatRows() {
        TrackSimilarity cosine =
                TrackSimilarity.cosine(new float[] {1, 0, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0, 0, -2, 0, 0, 0, 0}, 5);
        assertThat(cosine.similarity(0, 0)).isEqualTo(1);
        assertThat(cosine.similarity(0, 1)).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(cosine.similarity(0, 2)).isZero();
        assertThat(cosine.similarity(0, 3)).isEqualTo(-1);
        assertThatThrownBy(() -> TrackSimilarity.cosine(new float[7], 5)).hasMessageContaining("dimension 5");
        assertThatThrownBy(() -> TrackSimilarity.cosine(new float[] {1, Float.NaN}, 1))
                .hasMessageContaining("track index 1");
    }

    @Test
    void cosineOfDoubleRowsIsThatOfTheDefinition() {
        TrackSimilarity cosine = TrackSimilarity.cosine(new double[] {0.1, 0.2, -0.3, 0.6, 0, 0}, 2);
        assertThat(cosine.similarity(0, 1)).isCloseTo((0.1 * -0.3 + 0.2 * 0.6) / Math.sqrt(0.05 * 0.45), within(1e-15));
        assertThat(cosine.similarity(0, 2)).isZero();
        assertThatThrownBy(() -> TrackSimilarity.cosine(new double[] {1, Double.POSITIVE_INFINITY}, 1))
                .hasMessageContaining("track index 1 is not finite");
    }

    @Test
    void aSimilarityThatIsNotANumberIsRefusedByName() {
        SmallCatalog.Built small =
                new SmallCatalog().track("1").track("2").track("3").build();
        assertThatThrownBy(() -> small.apply(new Mmr(0.5, Mmr.Aggregate.MEAN, (t, u) -> Double.NaN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule 'mmr' says that track '2' is worth NaN");
    }

    @Test
    void lambdaIsChecked() {
        assertThatThrownBy(() -> new Mmr(1.1, Mmr.Aggregate.MAX, RANDOM))
                .hasMessageContaining("lambda 1.1 is not in [0, 1]");
    }
}

package io.reco.rerank.diversity;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.RuleContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XQuadTest extends RuleContract {
    private static final Aspects TWO = new Aspects() {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public void ofTrack(int t, double[] shares) {
            shares[0] = SplitMix64.hashUniform(7, t);
            shares[1] = SplitMix64.hashUniform(8, t);
        }

        @Override
        public double[] target(RuleContext context) {
            return new double[] {0.4, 0.6};
        }
    };

    @Override
    protected Rule rule() {
        return new XQuad(0.8, TWO);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new XQuad(0, TWO));
    }

    @Test
    void goldenCases() {
        List<Map<String, String>> rows = GoldenFile.rows("xquad.tsv");
        List<Map<String, String>> items =
                rows.stream().filter(row -> "item".equals(row.get("what"))).toList();
        SmallCatalog catalog = new SmallCatalog();
        items.forEach(item -> catalog.track("t" + item.get("row")));
        SmallCatalog.Built small = catalog.build();
        Aspects aspects = new Aspects() {
            @Override
            public int count() {
                return 3;
            }

            @Override
            public void ofTrack(int t, double[] shares) {
                shares[0] = GoldenFile.number(items.get(t), "a");
                shares[1] = GoldenFile.number(items.get(t), "b");
                shares[2] = GoldenFile.number(items.get(t), "c");
            }

            @Override
            public double[] target(RuleContext context) {
                return new double[] {0.5, 0.3, 0.2};
            }
        };
        double[] scores = items.stream()
                .mapToDouble(item -> GoldenFile.number(item, "relevance"))
                .toArray();
        for (String lambda : List.of("0.0", "0.3", "0.6", "1.0")) {
            List<Map<String, String>> expected = rows.stream()
                    .filter(row -> "pick".equals(row.get("what")) && lambda.equals(row.get("lambda")))
                    .toList();
            assertThat(expected).hasSize(8);
            Values values = new Values(new XQuad(Double.parseDouble(lambda), aspects));
            Reranked list = RulePipeline.of(values).apply(small.scored(scores), small.context(), 8);
            assertThat(ids(list))
                    .as(lambda)
                    .isEqualTo(
                            expected.stream().map(row -> "t" + row.get("row")).toList());
            for (int p = 0; p < 8; p++) {
                assertThat(values.placed.get(p))
                        .as("%s, position %d", lambda, p)
                        .isCloseTo(GoldenFile.number(expected.get(p), "value"), within(1e-9));
            }
        }
    }

    @Test
    void lambdaIsChecked() {
        assertThatThrownBy(() -> new XQuad(Double.NaN, TWO)).hasMessageContaining("lambda NaN is not in [0, 1]");
    }
}

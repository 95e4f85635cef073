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
import io.reco.rerank.SharedFixtures;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.RuleContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibrationTest extends RuleContract {
    private static final Aspects TWO = new Aspects() {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public void ofTrack(int t, double[] shares) {
            shares[0] = SplitMix64.hashUniform(7, t);
            shares[1] = 1 - shares[0];
        }

        @Override
        public double[] target(RuleContext context) {
            return new double[] {0.1, 0.9};
        }
    };

    @Override
    protected Rule rule() {
        return new Calibration(0.9, 0.01, Calibration.Weights.UNIFORM, TWO);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new Calibration(0, 0.01, Calibration.Weights.UNIFORM, TWO));
    }

    @Test
    void goldenCases() {
        List<Map<String, String>> items = SharedFixtures.rows("calibration_items.tsv");
        List<Map<String, String>> targets = SharedFixtures.rows("calibration_target.tsv");
        SmallCatalog catalog = new SmallCatalog();
        items.forEach(item -> catalog.track(item.getOrDefault("item", "")));
        SmallCatalog.Built small = catalog.build();
        double[] scores = items.stream()
                .mapToDouble(item -> Double.parseDouble(item.get("score")))
                .toArray();
        Aspects classes = new Aspects() {
            @Override
            public int count() {
                return targets.size();
            }

            @Override
            public void ofTrack(int t, double[] shares) {
                for (int g = 0; g < shares.length; g++) {
                    shares[g] =
                            Double.parseDouble(items.get(t).get(targets.get(g).get("tag")));
                }
            }

            @Override
            public double[] target(RuleContext context) {
                return targets.stream()
                        .mapToDouble(row -> Double.parseDouble(row.get("p")))
                        .toArray();
            }
        };
        Map<List<String>, List<Map<String, String>>> cases = new LinkedHashMap<>();
        for (Map<String, String> row : SharedFixtures.rows("calibration_expected.tsv")) {
            cases.computeIfAbsent(List.of(row.get("lambda"), row.get("weights")), key -> new ArrayList<>())
                    .add(row);
        }
        assertThat(cases).hasSize(10);
        cases.forEach((parameters, expected) -> {
            Calibration rule = new Calibration(
                    Double.parseDouble(parameters.get(0)),
                    0.01,
                    Calibration.Weights.valueOf(parameters.get(1).toUpperCase(Locale.ROOT)),
                    classes);
            Values values = new Values(rule, (objective, i) -> ((Calibration.Filling) objective).divergence(i));
            Reranked list = RulePipeline.of(values).apply(small.scored(scores), small.context(), expected.size());
            assertThat(ids(list))
                    .as(parameters.toString())
                    .isEqualTo(expected.stream().map(row -> row.get("item")).toList());
            for (int p = 0; p < expected.size(); p++) {
                assertThat(values.placed.get(p))
                        .as("%s, position %d", parameters, p)
                        .isCloseTo(Double.parseDouble(expected.get(p).get("objective")), within(1e-9));
                assertThat(values.extras.get(p))
                        .as("%s, kl after position %d", parameters, p)
                        .isCloseTo(Double.parseDouble(expected.get(p).get("kl")), within(1e-9));
            }
        });
    }

    @Test
    void sharesFollowTheTarget() {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 20; i++) {
            catalog.track("t" + (10 + i));
        }
        SmallCatalog.Built small = catalog.build();
        // Tracks of class 0 come first by score; the target wants a quarter of them.
        Aspects classes = new Aspects() {
            @Override
            public int count() {
                return 2;
            }

            @Override
            public void ofTrack(int t, double[] shares) {
                shares[t < 10 ? 0 : 1] = 1;
            }

            @Override
            public double[] target(RuleContext context) {
                return new double[] {0.25, 0.75};
            }
        };
        Reranked list = RulePipeline.of(new Calibration(0.999, 0.01, Calibration.Weights.UNIFORM, classes))
                .apply(small.all(), small.context(), 8);
        assertThat(ids(list))
                .filteredOn(id -> Integer.parseInt(id.substring(1)) < 20)
                .hasSize(2);
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new Calibration(-1, 0.01, Calibration.Weights.LOG, TWO))
                .hasMessageContaining("lambda -1.0 is not in [0, 1]");
        assertThatThrownBy(() -> new Calibration(0.5, 0, Calibration.Weights.LOG, TWO))
                .hasMessageContaining("alpha 0.0 is not in (0, 1)");
    }
}

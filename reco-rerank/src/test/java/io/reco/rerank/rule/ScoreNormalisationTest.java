package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.ScoreNormalisation.Scale;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoreNormalisationTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new ScoreNormalisation(Scale.MIN_MAX);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new ScoreNormalisation(Scale.RAW));
    }

    private static SmallCatalog.Built three() {
        return new SmallCatalog().track("1").track("2").track("3").build();
    }

    /** A change of scale keeps the order; what it changes is the numbers. */
    @Override
    @Test
    void theRuleDoesSomethingSomewhere() {
        SmallCatalog.Built small = three();
        Reranked list = RulePipeline.of(rule()).apply(small.scored(2, 3, 6), small.context(), 3);
        assertThat(list.items()).extracting(item -> item.score()).containsExactly(1.0, 0.25, 0.0);
        assertThat(ids(list)).containsExactly("3", "2", "1");
    }

    @Test
    void standardScoresHaveMeanZeroAndDeviationOne() {
        SmallCatalog.Built small = three();
        Reranked list = RulePipeline.of(new ScoreNormalisation(Scale.STANDARD))
                .apply(small.scored(-1, 0, 1), small.context(), 3);
        assertThat(score(list, "3")).isCloseTo(Math.sqrt(1.5), within(1e-12));
        assertThat(score(list, "2")).isZero();
    }

    @Test
    void equalScoresStayEqualAndTheWidestRangeDoesNotOverflow() {
        SmallCatalog.Built small = three();
        Reranked equal = RulePipeline.of(rule()).apply(small.scored(4, 4, 4), small.context(), 3);
        assertThat(equal.items()).extracting(item -> item.score()).containsOnly(1.0);
        Reranked wide =
                RulePipeline.of(rule()).apply(small.scored(-Double.MAX_VALUE, 0, Double.MAX_VALUE), small.context(), 3);
        assertThat(wide.items()).extracting(item -> item.score()).containsExactly(1.0, 0.5, 0.0);
    }

    @Test
    void standardScoresOfEqualOnesAreZero() {
        for (double value : new double[] {0.1, 0.3, 0.7, 1.1, -0.7, 0, 1e300, Double.MAX_VALUE}) {
            for (int n : new int[] {1, 2, 3, 6, 10, 13, 50}) {
                double[] scores = new double[n];
                Arrays.fill(scores, value);
                Reranked list = standard(scores);
                assertThat(list.items()).extracting(item -> item.score()).containsOnly(0.0);
            }
        }
    }

    @Test
    void standardScoresOfLargeOnesDoNotOverflow() {
        Reranked wide = standard(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
        assertThat(wide.score(0)).isCloseTo(Math.sqrt(1.5), within(1e-12));
        assertThat(wide.score(1)).isCloseTo(0, within(1e-15));
        assertThat(standard(-1e200, 1e200).score(0)).isCloseTo(1, within(1e-12));
        // A small spread upon a large number is not lost in its square.
        assertThat(standard(1e9 - 1, 1e9 + 1).score(0)).isCloseTo(1, within(1e-12));
    }

    /** Rounding of a sum depends on its order; the scores may not. */
    @Test
    void standardScoresDoNotDependOnTheOrderOfCandidates() {
        SplitMix64 random = new SplitMix64(11);
        for (int round = 0; round < 200; round++) {
            double[] scores = new double[30];
            double[] reversed = new double[30];
            for (int i = 0; i < 30; i++) {
                scores[i] = random.nextDouble() * Math.pow(10, random.nextInt(6));
                reversed[29 - i] = scores[i];
            }
            Reranked list = standard(scores);
            Reranked other = standard(reversed);
            for (int p = 0; p < 30; p++) {
                assertThat(other.score(p)).as("round %d, position %d", round, p).isEqualTo(list.score(p));
            }
        }
    }

    private static Reranked standard(double... scores) {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < scores.length; i++) {
            catalog.track("t" + i);
        }
        SmallCatalog.Built small = catalog.build();
        return RulePipeline.of(new ScoreNormalisation(Scale.STANDARD))
                .apply(small.scored(scores), small.context(), scores.length);
    }
}

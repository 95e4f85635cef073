package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.ScoreNormalisation.Scale;
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
}

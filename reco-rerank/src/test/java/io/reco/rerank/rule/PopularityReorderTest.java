package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.rerank.Popularity;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PopularityReorderTest extends RuleContract {
    @Override
    protected Rule rule() {
        return PopularityReorder.boost(0.5);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(PopularityReorder.boost(0));
    }

    private static SmallCatalog.Built counted(double... counts) {
        SmallCatalog.Built small = new SmallCatalog().track("1").track("2").build();
        return small.with(context -> context.withPopularity(Popularity.of(counts)));
    }

    @Test
    void boostAddsTheLogarithmOfTheCount() {
        SmallCatalog.Built small = counted(0, Math.E - 1);
        Reranked list = RulePipeline.of(PopularityReorder.boost(0.5)).apply(small.scored(1, -1), small.context(), 2);
        assertThat(score(list, "1")).isEqualTo(1);
        assertThat(score(list, "2")).isCloseTo(-0.5, within(1e-12));
        assertThat(ids(counted(0, 100).apply(PopularityReorder.boost(1)))).containsExactly("2", "1");
    }

    @Test
    void debiasDividesAndLowersNegativeScoresToo() {
        SmallCatalog.Built small = counted(3, 3);
        Reranked list = RulePipeline.of(PopularityReorder.debias(0.5)).apply(small.scored(1, -1), small.context(), 2);
        assertThat(score(list, "1")).isCloseTo(0.5, within(1e-12));
        assertThat(score(list, "2")).isCloseTo(-2, within(1e-12));
    }

    @Test
    void aTrackThatWasNotCountedCountsZero() {
        assertThat(Popularity.of(new double[] {1}).count(5)).isZero();
        assertThat(score(counted().apply(PopularityReorder.boost(9)), "2")).isEqualTo(1);
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> PopularityReorder.boost(Double.NaN)).hasMessageContaining("b NaN is not finite");
        assertThatThrownBy(() -> PopularityReorder.debias(-1)).hasMessageContaining("b -1.0 is not in [0, 10]");
        assertThatThrownBy(() -> PopularityReorder.debias(500)).hasMessageContaining("b 500.0 is not in [0, 10]");
        assertThatThrownBy(() -> Popularity.of(new double[] {-1})).hasMessageContaining("count -1.0 of track index 0");
    }

    @Test
    void aScoreThatOverflowsIsRefusedByNameOfRuleAndTrack() {
        SmallCatalog.Built small = counted(9, 9);
        assertThatThrownBy(() -> RulePipeline.of(PopularityReorder.boost(Double.MAX_VALUE))
                        .apply(small.all(), small.context(), 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule 'popularity' made the score 2.0 of track '1' Infinity");
    }
}

package io.reco.rerank.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpsilonSlotsTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new EpsilonSlots(0.8, List.of(0, 1), 10);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new EpsilonSlots(0, List.of(0, 1), 10));
    }

    @Test
    void onlyTheSlotsExploreAndTheirPropensitiesAreFrequencies() {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 8; i++) {
            catalog.track("t" + i);
        }
        SmallCatalog.Built small = catalog.build();
        RulePipeline pipeline = RulePipeline.of(new EpsilonSlots(0.4, List.of(1), 4));
        int[] seen = new int[8];
        int requests = 20_000;
        for (int r = 0; r < requests; r++) {
            Reranked list = pipeline.apply(small.all(), small.context().withSeed(r), 3);
            assertThat(list.track(0)).isZero();
            assertThat(list.propensity(0)).isEqualTo(1);
            int drawn = list.track(1);
            seen[drawn]++;
            assertThat(list.propensity(1)).isCloseTo(drawn == 1 ? 0.7 : 0.1, within(1e-12));
            assertThat(list.track(2)).isEqualTo(drawn == 1 ? 2 : 1);
        }
        assertThat(seen[1] / (double) requests).isCloseTo(0.7, within(0.02));
        for (int t = 2; t <= 4; t++) {
            assertThat(seen[t] / (double) requests).as("track %d", t).isCloseTo(0.1, within(0.015));
        }
        assertThat(seen[5] + seen[6] + seen[7]).isZero();
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new EpsilonSlots(1.1, List.of(), 1)).hasMessageContaining("epsilon 1.1");
        assertThatThrownBy(() -> new EpsilonSlots(1, List.of(3, 1), 1)).hasMessageContaining("slots [3, 1]");
        assertThatThrownBy(() -> new EpsilonSlots(1, List.of(1), 0)).hasMessageContaining("depth 0 is not 1 or above");
    }
}

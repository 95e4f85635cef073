package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.baseline.PersonalTop;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalExplainerTest {
    private static final ItemKnnOptions PLAIN =
            ItemKnnOptions.DEFAULT.withShrinkage(0).withPair(Decay.NONE).withRecency(Decay.NONE);

    /** x occurs with a twice, with b once, with c never; n_x = 3, n_a = 2, n_b = 1, n_c = 1. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("explain");
        builder.addListen("c1", "x", 1_000);
        builder.addListen("c1", "a", 2_000);
        builder.addListen("c2", "x", 1_000);
        builder.addListen("c2", "a", 2_000);
        builder.addListen("c3", "x", 1_000);
        builder.addListen("c3", "b", 2_000);
        builder.addListen("c4", "c", 1_000);
        return builder.build();
    }

    private static ScoringRecommender knn(Dataset data) {
        return ScoringRecommender.of(ItemKnn.fit(data, EventSemantics.DEFAULT, PLAIN, 1), data);
    }

    private static List<Listen> history(String... tracks) {
        List<Listen> history = new ArrayList<>();
        for (String track : tracks) {
            history.add(Listen.of(track));
        }
        return history;
    }

    @Test
    void contributionsOfAnAdditiveModelAreItsTerms() {
        Query query = Query.forHistory(history("a", "c", "b", "a"), 5);
        List<Contribution> contributions = RemovalExplainer.of(knn(data())).explain(query, "x", Integer.MAX_VALUE);
        assertThat(contributions).extracting(Contribution::trackId).containsExactly("a", "b", "c");
        // 2 / sqrt(2 * 3), 1 / sqrt(1 * 3), nothing
        assertThat(contributions.get(0).amount()).isCloseTo(2 / Math.sqrt(6), within(1e-6));
        assertThat(contributions.get(1).amount()).isCloseTo(1 / Math.sqrt(3), within(1e-6));
        assertThat(contributions.get(2).amount()).isZero();
    }

    @Test
    void onlyTheMostRecentTracksAreTried() {
        Query query = Query.forHistory(history("a", "c", "b"), 5);
        assertThat(RemovalExplainer.of(knn(data())).explain(query, "x", 2))
                .extracting(Contribution::trackId)
                .containsExactly("b", "c");
    }

    @Test
    void theFittedHistoryIsExplainedToo() {
        assertThat(RemovalExplainer.of(knn(data())).explain(Query.forCharacter("c3", 5), "a", 10))
                .extracting(Contribution::trackId)
                .containsExactly("x", "b");
    }

    @Test
    void aTrackLeftOutMayRaiseTheScore() {
        Dataset data = data();
        // Decay by events: x is older by one event while b is there, so without b it scores more.
        ScoringRecommender top = ScoringRecommender.of(PersonalTop.fit(data, Decay.ofEvents(1)), data);
        List<Contribution> contributions =
                RemovalExplainer.of(top).explain(Query.forHistory(history("x", "b"), 5), "x", 10);
        assertThat(contributions).containsExactly(new Contribution("x", 0.5), new Contribution("b", -0.5));
    }

    @Test
    void withoutHistoryOrOpinionThereIsNothingToExplain() {
        RemovalExplainer explainer = RemovalExplainer.of(knn(data()));
        assertThat(explainer.explain(Query.forHistory(List.of(), 5), "x", 10)).isEmpty();
        assertThat(explainer.explain(Query.forHistory(history("a"), 5), "c", 10))
                .isEmpty();
    }

    @Test
    void unknownTracksAndBadLimitsAreRefused() {
        RemovalExplainer explainer = RemovalExplainer.of(knn(data()));
        Query query = Query.forHistory(history("a"), 5);
        assertThatThrownBy(() -> explainer.explain(query, "nope", 10))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("'nope'");
        assertThatThrownBy(() -> explainer.explain(query, "x", 0)).hasMessageContaining("maxTracks 0");
    }
}

package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RecommendationHistory} keeps that outlives the process. */
abstract class DurableHistoryContract extends RecommendationHistoryContract {
    /** The history that {@link #open} made in this test, closed and opened anew, with another retention. */
    protected abstract RecommendationHistory reopen(long retentionMillis);

    @Test
    void everythingIsThereAfterReopening() {
        RecommendationHistory before = open(LONG);
        before.record(list("a", "home", "r", 3, 10));
        before.record(List.of(Impression.seen("a", "home", "x", 0, 10)));
        before.mark("a", "home", "r", Outcome.ACTED, 1);
        List<Impression> all = before.recent("a", "home", 0, 100);
        RecommendationHistory after = reopen(LONG);
        assertThat(after.recent("a", "home", 0, 100)).hasSize(4).isEqualTo(all);
        after.record(list("a", "home", "r", 3, 10));
        after.record(list("a", "home", "s", 1, 10));
        assertThat(after.mark("a", "home", "r", Outcome.SEEN, 0)).isEqualTo(1);
        assertThat(after.recent("a", "home", 0, 100))
                .as("equal times in the order recorded, those before the reopening first")
                .extracting(Impression::trackId)
                .containsExactly("r/t0", "r/t1", "r/t2", "x", "s/t0");
    }

    @Test
    void anotherRetentionCountsFromReopening() {
        open(LONG).record(List.of(Impression.seen("a", "home", "x", 0, 10)));
        RecommendationHistory after = reopen(50);
        assertThat(after.recent("a", "home", 0, 60)).hasSize(1);
        assertThat(after.recent("a", "home", 0, 61)).isEmpty();
        assertThat(after.sweep(61)).isEqualTo(1);
    }

    @Test
    void aSweepOfManyRowsDeletesAll() {
        RecommendationHistory history = open(50);
        history.record(list("a", "home", "old", 2_500, 10));
        history.record(list("a", "home", "new", 3, 100));
        assertThat(history.sweep(100)).isEqualTo(2_500);
        assertThat(history.recent("a", "home", 0, 100)).isEqualTo(list("a", "home", "new", 3, 100));
    }
}

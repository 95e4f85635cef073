package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRecommendationHistoryTest extends RecommendationHistoryContract {
    @Override
    protected RecommendationHistory open() {
        return new InMemoryRecommendationHistory(1_000_000, 2_000);
    }

    private static Impression at(String track, long time) {
        return Impression.seen("a", "home", track, 0, time);
    }

    @Test
    void forgetsWhatIsOlderThanTheRetention() {
        RecommendationHistory history = new InMemoryRecommendationHistory(100, 10);
        history.record(List.of(at("1", 0), at("2", 1), at("3", 100)));
        assertThat(history.recent("a", "home", 0)).hasSize(3);
        history.record(List.of(at("4", 101)));
        assertThat(history.recent("a", "home", 0))
                .extracting(Impression::trackId)
                .containsExactly("2", "3", "4");
    }

    @Test
    void forgetsTheOldestAboveTheMaximum() {
        RecommendationHistory history = new InMemoryRecommendationHistory(100, 2);
        history.record(List.of(at("3", 30), at("1", 10), at("2", 20)));
        assertThat(history.recent("a", "home", 0))
                .extracting(Impression::trackId)
                .containsExactly("2", "3");
    }

    @Test
    void limitsAndImpressionsAreChecked() {
        assertThatThrownBy(() -> new InMemoryRecommendationHistory(0, 1)).hasMessageContaining("retentionMillis 0");
        assertThatThrownBy(() -> new InMemoryRecommendationHistory(1, 0)).hasMessageContaining("maxPerSurface 0");
        assertThatThrownBy(() -> at("1", -1)).hasMessageContaining("timeMillis -1");
        assertThatThrownBy(() -> new Impression("a", "s", "", "t", 0, 0, 0, true, false))
                .hasMessageContaining("propensity 0.0 is not in (0, 1]");
    }
}

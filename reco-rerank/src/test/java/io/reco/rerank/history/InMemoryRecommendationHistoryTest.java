package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRecommendationHistoryTest extends RecommendationHistoryContract {
    @Override
    protected RecommendationHistory open(long retentionMillis) {
        return new InMemoryRecommendationHistory(retentionMillis, 100_000);
    }

    private static Impression at(String track, long time) {
        return Impression.seen("a", "home", track, 0, time);
    }

    @Test
    void forgetsTheOldestAboveTheMaximum() {
        RecommendationHistory history = new InMemoryRecommendationHistory(100, 2);
        history.record(List.of(at("3", 30), at("1", 10), at("2", 20)));
        history.record(List.of(Impression.seen("b", "home", "4", 0, 5)));
        assertThat(history.recent("a", "home", 0, 50))
                .extracting(Impression::trackId)
                .containsExactly("2", "3");
        assertThat(history.recent("b", "home", 0, 50)).hasSize(1);
    }

    @Test
    void limitsAndImpressionsAreChecked() {
        assertThatThrownBy(() -> new InMemoryRecommendationHistory(0, 1)).hasMessageContaining("retentionMillis 0");
        assertThatThrownBy(() -> new InMemoryRecommendationHistory(1, 0)).hasMessageContaining("maxPerSurface 0");
        assertThatThrownBy(() -> at("1", -1)).hasMessageContaining("timeMillis -1");
        assertThatThrownBy(() -> new Impression("a", "s", "", "t", 0, 0, 0, true, false))
                .hasMessageContaining("propensity 0.0 is not in (0, 1] or NaN");
        assertThatThrownBy(() -> at("x\ud834", 1))
                .hasMessageContaining("trackId")
                .hasMessageContaining("character 1");
        assertThatThrownBy(() -> at("\udd1e", 1)).hasMessageContaining("half a surrogate pair at character 0");
        assertThat(at("\ud834\udd1e", 1).trackId()).isEqualTo("𝄞");
    }
}

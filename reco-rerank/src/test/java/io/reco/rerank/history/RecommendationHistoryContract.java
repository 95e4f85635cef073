package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RecommendationHistory} keeps. */
public abstract class RecommendationHistoryContract {
    /** An empty history that keeps the impressions of these tests. */
    protected abstract RecommendationHistory open();

    private static Impression at(String character, String surface, String track, long time) {
        return Impression.seen(character, surface, track, 0, time);
    }

    @Test
    void charactersAndSurfacesAreKeptApart() {
        RecommendationHistory history = open();
        history.record(List.of(
                at("a", "home", "1", 10),
                at("b", "home", "2", 10),
                at("a", "radio", "3", 10),
                at("a", "home", "4", 11)));
        assertThat(history.recent("a", "home", 0))
                .extracting(Impression::trackId)
                .containsExactly("1", "4");
        assertThat(history.recent("a", "radio", 0))
                .extracting(Impression::trackId)
                .containsExactly("3");
        assertThat(history.recent("c", "home", 0)).isEmpty();
    }

    @Test
    void everythingAboutAnImpressionComesBack() {
        RecommendationHistory history = open();
        Impression full = new Impression("a", "home", "r1", "곡", 7, 123, 0.25, true, true);
        history.record(List.of(full));
        assertThat(history.recent("a", "home", 0)).containsExactly(full);
    }

    @Test
    void oldestFirstAndEqualTimesAsRecorded() {
        RecommendationHistory history = open();
        history.record(List.of(at("a", "home", "3", 30), at("a", "home", "1", 10)));
        history.record(List.of(at("a", "home", "2", 20), at("a", "home", "1b", 10)));
        assertThat(history.recent("a", "home", 0))
                .extracting(Impression::trackId)
                .containsExactly("1", "1b", "2", "3");
    }

    @Test
    void sinceIsInclusive() {
        RecommendationHistory history = open();
        history.record(List.of(at("a", "home", "1", 10), at("a", "home", "2", 20)));
        assertThat(history.recent("a", "home", 20))
                .extracting(Impression::trackId)
                .containsExactly("2");
        assertThat(history.recent("a", "home", 21)).isEmpty();
    }

    @Test
    void aReaderSeesAllOrNoneOfAList() {
        RecommendationHistory history = open();
        int lists = 10;
        int slots = 200;
        int characters = 200;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int r = 0; r < characters * lists; r++) {
                String character = "c" + r % characters;
                long time = r;
                history.record(IntStream.range(0, slots)
                        .mapToObj(slot -> Impression.seen(character, "home", "t" + slot, slot, time))
                        .toList());
            }
        });
        boolean done;
        do {
            done = writer.isDone();
            for (int c = 0; c < characters; c++) {
                assertThat(history.recent("c" + c, "home", 0).size() % slots)
                        .as("impressions of a list that is there in part, character %d", c)
                        .isZero();
            }
        } while (!done);
        writer.join();
        assertThat(history.recent("c0", "home", 0)).hasSize(lists * slots);
    }

    @Test
    void concurrentWritersLoseNothing() {
        RecommendationHistory history = open();
        IntStream.range(0, 1_000)
                .parallel()
                .forEach(
                        i -> history.record(List.of(at("a", "home", "t" + i, 1_000 + i), at("b" + i, "home", "x", i))));
        assertThat(history.recent("a", "home", 0)).hasSize(1_000);
        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> history.recent("b" + i, "home", 0).size() == 1))
                .hasSize(1_000);
    }
}

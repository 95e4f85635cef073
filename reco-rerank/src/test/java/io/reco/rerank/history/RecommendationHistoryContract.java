package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RecommendationHistory} keeps. */
public abstract class RecommendationHistoryContract {
    /** Longer than any time in these tests but those about the retention. */
    static final long LONG = 1_000_000_000;

    private static final long NOW = 1_000_000;

    /** An empty history; called once a test. */
    protected abstract RecommendationHistory open(long retentionMillis);

    private static Impression at(String character, String surface, String track, long time) {
        return Impression.seen(character, surface, track, 0, time);
    }

    /** A list nobody has seen yet, its tracks named after the request. */
    static List<Impression> list(String character, String surface, String request, int slots, long time) {
        return IntStream.range(0, slots)
                .mapToObj(slot -> new Impression(
                        character, surface, request, request + "/t" + slot, slot, time, 0.5, false, false))
                .toList();
    }

    private static List<String> tracks(RecommendationHistory history, String character, long since, long now) {
        return history.recent(character, "home", since, now).stream()
                .map(Impression::trackId)
                .toList();
    }

    @Test
    void charactersAndSurfacesAreKeptApart() {
        RecommendationHistory history = open(LONG);
        history.record(List.of(
                at("a", "home", "1", 10),
                at("b", "home", "2", 10),
                at("a", "radio", "3", 10),
                at("a", "home", "4", 11)));
        assertThat(tracks(history, "a", 0, NOW)).containsExactly("1", "4");
        assertThat(history.recent("a", "radio", 0, NOW))
                .extracting(Impression::trackId)
                .containsExactly("3");
        assertThat(history.recent("c", "home", 0, NOW)).isEmpty();
        assertThat(history.recent("A", "home", 0, NOW)).isEmpty();
    }

    @Test
    void everythingAboutAnImpressionComesBack() {
        RecommendationHistory history = open(LONG);
        Impression full = new Impression("a", "home", "r1", "곡", 7, 123, 0.1, true, true);
        Impression bare = new Impression("a", "home", "", "x", 0, 123, 1, false, false);
        Impression notKnown = new Impression("a", "home", "r1", "y", 8, 123, Double.NaN, true, true);
        history.record(List.of(full, bare, notKnown));
        assertThat(history.recent("a", "home", 0, NOW)).containsExactly(full, bare, notKnown);
    }

    @Test
    void anyUnicodeIsKeptByteForByte() {
        RecommendationHistory history = open(LONG);
        // Composed and decomposed, cases, spaces at the ends, control characters, beyond the basic plane, quotes.
        List<String> ids = List.of(
                "\u00e9",
                "e\u0301",
                "E\u0301",
                "e\u0301 ",
                " e\u0301",
                "ß",
                "ss",
                "가",
                "\u1100\u1161",
                "𝄞🎵",
                "\uffff",
                "\u0001",
                "'; --",
                "%",
                "\\",
                "");
        for (String id : ids) {
            history.record(List.of(new Impression(id, "s" + id, "r" + id, "t" + id, 0, 5, 1, false, false)));
        }
        for (String id : ids) {
            assertThat(history.mark(id, "s" + id, "r" + id, Outcome.SEEN, 0)).isEqualTo(1);
            assertThat(history.recent(id, "s" + id, 0, NOW))
                    .containsExactly(new Impression(id, "s" + id, "r" + id, "t" + id, 0, 5, 1, true, false));
        }
    }

    @Test
    void oldestFirstAndEqualTimesAsRecorded() {
        RecommendationHistory history = open(LONG);
        history.record(List.of(at("a", "home", "3", 30), at("a", "home", "1", 10)));
        history.record(List.of(at("a", "home", "2", 20), at("a", "home", "1b", 10)));
        history.record(List.of(at("a", "home", "0", 10)));
        assertThat(tracks(history, "a", 0, NOW)).containsExactly("1", "1b", "0", "2", "3");
    }

    @Test
    void sinceAndNowAreInclusive() {
        RecommendationHistory history = open(LONG);
        history.record(List.of(at("a", "home", "1", 10), at("a", "home", "2", 20), at("a", "home", "3", 30)));
        assertThat(tracks(history, "a", 20, 30)).containsExactly("2", "3");
        assertThat(tracks(history, "a", 20, 29)).containsExactly("2");
        assertThat(tracks(history, "a", 11, 19)).isEmpty();
        assertThatThrownBy(() -> history.recent("a", "home", 0, -1)).hasMessageContaining("nowMillis -1");
    }

    @Test
    void noAnswerHoldsWhatIsOlderThanTheRetention() {
        RecommendationHistory history = open(100);
        history.record(List.of(at("a", "home", "1", 0), at("a", "home", "2", 1), at("a", "home", "3", 500)));
        assertThat(tracks(history, "a", 0, 100)).containsExactly("1", "2");
        assertThat(tracks(history, "a", 0, 101)).containsExactly("2");
        assertThat(tracks(history, "a", 0, 102)).isEmpty();
        assertThat(tracks(history, "a", 0, 600)).containsExactly("3");
        assertThat(tracks(history, "a", 0, 100))
                .as("a replay of an old request answers as it did then")
                .containsExactly("1", "2");
    }

    @Test
    void aSweepDeletesWhatIsOlderThanTheRetentionAndNoMore() {
        RecommendationHistory history = open(100);
        history.record(List.of(at("a", "home", "1", 0), at("b", "home", "2", 1), at("a", "home", "3", 500)));
        history.record(list("a", "home", "r", 2, 7));
        assertThat(history.sweep(50)).isZero();
        assertThat(history.sweep(101)).isEqualTo(1);
        assertThat(history.sweep(600)).isEqualTo(3);
        assertThat(history.sweep(600)).isZero();
        assertThat(tracks(history, "a", 0, 10)).isEmpty();
        assertThat(tracks(history, "a", 0, 600)).containsExactly("3");
        assertThat(history.mark("a", "home", "r", Outcome.SEEN, 0, 1)).isZero();
        assertThatThrownBy(() -> history.sweep(-1)).hasMessageContaining("nowMillis -1");
    }

    @Test
    void marksAreKeptAndNeverTakenBack() {
        RecommendationHistory history = open(LONG);
        history.record(list("a", "home", "r", 4, 10));
        history.record(list("a", "home", "other", 4, 10));
        history.record(list("a", "radio", "r", 4, 10));
        history.record(list("b", "home", "r", 4, 10));
        assertThat(history.mark("a", "home", "r", Outcome.SEEN, 0, 1, 2, 1)).isEqualTo(3);
        assertThat(history.mark("a", "home", "r", Outcome.ACTED, 1, 3)).isEqualTo(2);
        assertThat(history.mark("a", "home", "r", Outcome.SEEN, 1, 4, 5)).isEqualTo(1);
        List<Impression> marked = history.recent("a", "home", 0, NOW);
        assertThat(marked.subList(0, 4)).extracting(Impression::seen).containsExactly(true, true, true, true);
        assertThat(marked.subList(0, 4)).extracting(Impression::acted).containsExactly(false, true, false, true);
        assertThat(marked.subList(4, 8)).isEqualTo(list("a", "home", "other", 4, 10));
        assertThat(history.recent("a", "radio", 0, NOW)).isEqualTo(list("a", "radio", "r", 4, 10));
        assertThat(history.recent("b", "home", 0, NOW)).isEqualTo(list("b", "home", "r", 4, 10));
    }

    @Test
    void whatCannotBeMarked() {
        RecommendationHistory history = open(LONG);
        history.record(List.of(at("a", "home", "1", 10)));
        assertThat(history.mark("a", "home", "unknown", Outcome.SEEN, 0)).isZero();
        assertThat(history.mark("a", "home", "unknown", Outcome.SEEN)).isZero();
        assertThatThrownBy(() -> history.mark("a", "home", "", Outcome.SEEN, 0)).hasMessageContaining("requestId");
        assertThatThrownBy(() -> history.mark("a", "home", "r", Outcome.SEEN, 0, -2))
                .hasMessageContaining("slot -2");
    }

    @Test
    void aListRecordedAgainIsThereOnce() {
        RecommendationHistory history = open(LONG);
        List<Impression> list = list("a", "home", "r", 3, 10);
        history.record(list);
        history.mark("a", "home", "r", Outcome.ACTED, 1);
        List<Impression> longer = list("a", "home", "r", 5, 20);
        List<Impression> twice = new ArrayList<>(longer);
        twice.addAll(longer);
        history.record(twice);
        List<Impression> there = history.recent("a", "home", 0, NOW);
        assertThat(there).extracting(Impression::slot).containsExactly(0, 1, 2, 3, 4);
        assertThat(there).extracting(Impression::timeMillis).containsExactly(10L, 10L, 10L, 20L, 20L);
        assertThat(there).extracting(Impression::acted).containsExactly(false, true, false, false, false);
        history.record(List.of(at("a", "home", "1", 30)));
        history.record(List.of(at("a", "home", "1", 30)));
        assertThat(history.recent("a", "home", 30, NOW))
                .as("without a request id")
                .hasSize(2);
    }

    @Test
    void aFailingListLeavesNothing() {
        RecommendationHistory history = open(LONG);
        history.record(list("a", "home", "r", 2, 10));
        List<Impression> failing = new ArrayList<>(list("b", "home", "new", 5, 10));
        failing.addAll(list("a", "home", "new", 5, 10));
        failing.add(new Impression("a", "home", "r", "another", 1, 10, 1, false, false));
        assertThatThrownBy(() -> history.record(failing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slot 1 of request 'r'")
                .hasMessageContaining("'r/t1'")
                .hasMessageContaining("'another'");
        assertThat(history.recent("b", "home", 0, NOW)).isEmpty();
        assertThat(history.recent("a", "home", 0, NOW)).isEqualTo(list("a", "home", "r", 2, 10));
        history.record(list("b", "home", "new", 5, 10));
        assertThat(history.recent("b", "home", 0, NOW)).hasSize(5);
    }

    @Test
    void nothingToRecordIsNothing() {
        RecommendationHistory history = open(LONG);
        history.record(List.of());
        assertThat(history.sweep(NOW)).isZero();
    }

    @Test
    void aReaderSeesAllOrNoneOfAList() {
        RecommendationHistory history = open(LONG);
        int lists = 20;
        int slots = 50;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int r = 0; r < lists; r++) {
                List<Impression> both = new ArrayList<>(list("b", "home", "r" + r, slots, 10));
                both.addAll(list("a", "home", "r" + r, slots, 10));
                history.record(both);
            }
        });
        boolean done;
        do {
            done = writer.isDone();
            int ofB = history.recent("b", "home", 0, NOW).size();
            int ofA = history.recent("a", "home", 0, NOW).size();
            assertThat(ofB % slots)
                    .as("impressions of a list that is there in part")
                    .isZero();
            assertThat(ofA)
                    .as("impressions of one character, read after those of another in the same calls")
                    .isGreaterThanOrEqualTo(ofB);
        } while (!done);
        writer.join();
        assertThat(history.recent("a", "home", 0, NOW)).hasSize(lists * slots);
    }

    @Test
    void eightWritersLoseNothing() {
        RecommendationHistory history = open(LONG);
        int writers = 8;
        int calls = 100;
        int each = 10;
        CompletableFuture.allOf(IntStream.range(0, writers)
                        .mapToObj(w -> CompletableFuture.runAsync(
                                () -> IntStream.range(0, calls)
                                        .forEach(i -> history.record(
                                                list(i % 2 == 0 ? "all" : "w" + w, "home", w + "." + i, each, 10))),
                                run -> new Thread(run).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        List<Impression> all = history.recent("all", "home", 0, NOW);
        assertThat(all).hasSize(writers * calls * each / 2);
        assertThat(all.stream().map(Impression::trackId).distinct()).hasSize(all.size());
        for (int w = 0; w < writers; w++) {
            String writer = w + ".";
            assertThat(all.stream()
                            .map(Impression::requestId)
                            .filter(r -> r.startsWith(writer))
                            .distinct())
                    .as("lists of writer %d in the order it recorded them", w)
                    .containsExactlyElementsOf(IntStream.range(0, calls)
                            .filter(i -> i % 2 == 0)
                            .mapToObj(i -> writer + i)
                            .toList());
            assertThat(history.recent("w" + w, "home", 0, NOW)).hasSize(calls * each / 2);
        }
    }

    @Test
    void theSameListFromManyWritersIsThereOnce() {
        RecommendationHistory history = open(LONG);
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(w -> CompletableFuture.runAsync(
                                () -> {
                                    for (int r = 0; r < 10; r++) {
                                        history.record(list("a", "home", "r" + r, 20, r));
                                        history.mark("a", "home", "r" + r, Outcome.SEEN, w, w + 4);
                                    }
                                },
                                run -> new Thread(run).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        List<Impression> there = history.recent("a", "home", 0, NOW);
        assertThat(there).hasSize(200);
        assertThat(there.stream().filter(Impression::seen)).hasSize(80);
    }
}

package io.reco.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // nanoTime may overflow
    private final LineProgress progress = new LineProgress(lines::add, clock::get, Duration.ofSeconds(5));

    @Test
    void aKnownTotalGivesShareRateAndTimeLeft() {
        progress.start("train", 2_000_000, "tokens");
        pass(4.9);
        progress.advance(500_000);
        pass(0.1);
        progress.advance(100_000);
        progress.advance(1);
        pass(12);
        progress.advance(1_399_999);
        progress.message("loss 0.5");
        progress.end();
        assertThat(lines)
                .containsExactly(
                        "train: start, 2,000,000 tokens",
                        "train: 600,000 of 2,000,000 tokens (30%), 120,000/s, 12 s left",
                        "train: 2,000,000 of 2,000,000 tokens (100%), 117,647/s",
                        "train: loss 0.5",
                        "train: done, 2,000,000 tokens in 17 s, 117,647/s");
    }

    @Test
    void anUnknownTotalGivesCountAndRate() {
        progress.start("read", ProgressListener.UNKNOWN, "lines");
        pass(8);
        progress.advance(4);
        pass(4000);
        progress.end();
        assertThat(lines)
                .containsExactly("read: start", "read: 4 lines, 0.50/s", "read: done, 4 lines in 1 h 06 min, 0.00/s");
    }

    @Test
    void aNewTaskEndsTheOpenOneAndCountsFromZero() {
        progress.start("one", 0, "rows");
        progress.start("two", 3, "rows");
        pass(65);
        progress.advance(1);
        assertThat(lines)
                .containsExactly(
                        "one: start, 0 rows",
                        "one: done, 0 rows in 0.0 s",
                        "two: start, 3 rows",
                        "two: 1 of 3 rows (33%), 0.02/s, 2 min 10 s left");
    }

    @Test
    void outsideATaskOnlyMessagesAreTold() {
        pass(100);
        progress.advance(5);
        progress.end();
        progress.message("hello");
        assertThat(lines).containsExactly("hello");
    }

    @Test
    void unitsOfAllThreadsAreCounted() throws InterruptedException {
        progress.start("count", 80_000, "units");
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    clock.addAndGet(100_000);
                    progress.advance(1);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        progress.end();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("count: done, 80,000 units in 8.0 s, 10,000/s");
        assertThat(lines).hasSize(3);
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineProgress(lines::add, clock::get, Duration.ZERO))
                .withMessageContaining("interval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> progress.start("x", -2, "y"))
                .withMessageContaining("total: -2");
    }

    @Test
    void noneIgnoresEverything() {
        ProgressListener none = ProgressListener.none();
        none.start("x", 1, "y");
        none.advance(1);
        none.message("z");
        none.end();
        assertThat(none).isSameAs(ProgressListener.none());
    }

    private void pass(double seconds) {
        clock.addAndGet(Math.round(seconds * 1e9));
    }
}

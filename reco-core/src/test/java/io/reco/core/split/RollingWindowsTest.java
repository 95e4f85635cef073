package io.reco.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollingWindowsTest {
    /** An event a second from 0 s to 9 s, each on a track named after its second; two characters in turn. */
    private static Dataset tenSeconds() {
        DatasetBuilder builder = Dataset.builder("ten seconds");
        for (int second = 0; second < 10; second++) {
            builder.addListen("c" + second % 2, "t" + second, second * 1000L);
        }
        return builder.build();
    }

    private static List<Long> seconds(Dataset part) {
        EventLog log = part.events();
        return IntStream.range(0, log.size())
                .mapToObj(i -> log.timeMillis(i) / 1000)
                .sorted()
                .toList();
    }

    private static Split window(RollingWindows windows, int window) {
        return windows.window(window).split(tenSeconds());
    }

    @Test
    void testsFollowEachOtherAndTrainOnEverythingBefore() {
        RollingWindows windows = RollingWindows.of(3, Duration.ofSeconds(2));
        assertThat(seconds(window(windows, 0).test())).containsExactly(4L, 5L);
        assertThat(seconds(window(windows, 1).test())).containsExactly(6L, 7L);
        assertThat(seconds(window(windows, 2).test())).containsExactly(8L, 9L);
        assertThat(seconds(window(windows, 0).train())).containsExactly(0L, 1L, 2L, 3L);
        assertThat(seconds(window(windows, 2).train())).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void whatComesAfterTheTestHasNoPart() {
        Split first = window(RollingWindows.of(3, Duration.ofSeconds(2)), 0);
        assertThat(seconds(first.source())).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(seconds(first.historyForTest())).isEqualTo(seconds(first.train()));
        assertThat(first.validation().events().size()).isZero();
        assertThat(first.train().catalog().trackCount()).as("same indices").isEqualTo(10);
    }

    @Test
    void stepAndTrainingLengthAreKept() {
        RollingWindows windows = RollingWindows.of(2, Duration.ofSeconds(3))
                .withStep(Duration.ofSeconds(1))
                .withTrain(Duration.ofSeconds(4));
        assertThat(seconds(window(windows, 0).test())).containsExactly(6L, 7L, 8L);
        assertThat(seconds(window(windows, 1).test())).as("overlaps").containsExactly(7L, 8L, 9L);
        assertThat(seconds(window(windows, 0).train())).containsExactly(2L, 3L, 4L, 5L);
        assertThat(window(windows, 0).protocol())
                .isEqualTo("window 1 of 2 rolling ones: training from 1970-01-01T00:00:01.001Z to"
                        + " 1970-01-01T00:00:05.001Z, test to 1970-01-01T00:00:08.001Z; an event at an end belongs to what comes"
                        + " after it");
    }

    @Test
    void windowsThatReachBehindTheLogAreRefused() {
        RollingWindows tooMany = RollingWindows.of(6, Duration.ofSeconds(2));
        assertThatThrownBy(() -> window(tooMany, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no events in TRAIN")
                .hasMessageContaining("window 1 of 6");
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> RollingWindows.of(1, Duration.ofDays(1))).hasMessageContaining("windows 1");
        assertThatThrownBy(() -> RollingWindows.of(2, Duration.ZERO)).hasMessageContaining("test PT0S");
        RollingWindows two = RollingWindows.of(2, Duration.ofDays(1));
        assertThatThrownBy(() -> two.withStep(Duration.ofNanos(1))).hasMessageContaining("step");
        assertThatThrownBy(() -> two.withTrain(Duration.ofDays(-1))).hasMessageContaining("train");
        assertThatThrownBy(() -> two.withTrain(Duration.ofNanos(999_999))).hasMessageContaining("train PT0.000999999S");
        assertThat(two.withTrain(Duration.ofMillis(1)).train()).isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> two.window(2)).hasMessageContaining("window 2");
        DatasetBuilder untimed = Dataset.builder("no times");
        untimed.addListen("c", "t", EventLog.NO_TIME);
        assertThatThrownBy(() -> two.window(0).split(untimed.build())).hasMessageContaining("no times");
    }
}

package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Several temporal splits after each other: each window tests a stretch of time and trains on what came before it, so that a result does
 * not rest on one week. The last window ends with the log, each one before it begins a step earlier. What comes after the test of a window
 * has no part in its split: the data set that was divided is then {@linkplain Split#source() cut} at the end of the window.
 *
 * <p>An event at the first instant of a test is tested; one at its end is not. With a step shorter than the test, windows overlap and their
 * results hang together. A log without times is refused.
 *
 * @param windows number of windows, 2 or above
 * @param test length of each test, above 0
 * @param step from the beginning of a test to that of the next, above 0; equal to the test, every event of the last {@code windows}
 *     stretches is tested once
 * @param train length of the training part, a millisecond or above; {@link Duration#ZERO}: everything before the test
 */
public record RollingWindows(int windows, Duration test, Duration step, Duration train) {
    /** Checks the ranges. */
    public RollingWindows {
        if (windows < 2) {
            throw new IllegalArgumentException("windows " + windows + " is not 2 or above");
        }
        requirePositive("test", test);
        requirePositive("step", step);
        if (train.isNegative() || (!train.isZero() && train.toMillis() == 0)) {
            throw new IllegalArgumentException(
                    "train " + train + " is not 0 (everything before the test), or a millisecond or above");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.toMillis() <= 0) {
            throw new IllegalArgumentException(name + " " + duration + " is not a millisecond or above");
        }
    }

    /** Tests that follow each other without gap or overlap, each trained on everything before it. */
    public static RollingWindows of(int windows, Duration test) {
        return new RollingWindows(windows, test, test, Duration.ZERO);
    }

    /** A copy in which tests begin this far apart. */
    public RollingWindows withStep(Duration newStep) {
        return new RollingWindows(windows, test, newStep, train);
    }

    /** A copy that trains on no more than this before each test. */
    public RollingWindows withTrain(Duration newTrain) {
        return new RollingWindows(windows, test, step, newTrain);
    }

    /**
     * The split that tests one window.
     *
     * @param window the window in the order of time, in [0, {@link #windows})
     */
    public Splitter window(int window) {
        if (window < 0 || window >= windows) {
            throw new IllegalArgumentException("window " + window + " is not in [0, " + windows + ")");
        }
        return data -> split(data, window);
    }

    private Split split(Dataset data, int window) {
        EventLog log = data.events();
        if (log.size() == 0 || !log.timed()) {
            throw new IllegalArgumentException(
                    "data set '" + data.name() + "' has " + (log.size() == 0 ? "no events" : "no times")
                            + ", which rolling windows need: use KFold without times");
        }
        long end = log.lastMillis() + 1 - (windows - 1L - window) * step.toMillis();
        long testFrom = end - test.toMillis();
        long trainFrom = train.isZero() ? Long.MIN_VALUE : testFrom - train.toMillis();
        Dataset seen = data.withEvents(log.where(i -> log.timeMillis(i) < end && log.timeMillis(i) >= trainFrom));
        EventLog kept = seen.events();
        Part[] parts = new Part[kept.size()];
        Arrays.setAll(parts, i -> kept.timeMillis(i) >= testFrom ? Part.TEST : Part.TRAIN);
        String protocol = "window " + (window + 1) + " of " + windows + " rolling ones: training "
                + (train.isZero() ? "" : "from " + Instant.ofEpochMilli(trainFrom) + " ") + "to "
                + Instant.ofEpochMilli(testFrom) + ", test to " + Instant.ofEpochMilli(end)
                + "; an event at an end belongs to what comes after it";
        return Split.of(seen, i -> parts[i], protocol, List.of());
    }
}

package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One or two instants cut the log of all characters: what came before trains, what came after tests. The only policy here
 * under which nothing is learned from the future, and the default.
 *
 * <p>An event at a cut instant goes to the later part, so that all events of one instant are on the same side; parts found
 * by share are therefore at least as large as asked for, and larger when many events share the instant. A log without times
 * is refused.
 */
public final class GlobalTemporal implements Splitter {
    /** Finds the first millisecond of validation (or, without one, of the test) and that of the test. */
    @FunctionalInterface
    private interface Cuts {
        long[] find(EventLog log);
    }

    private final Cuts cuts;
    private final String how;
    private final boolean validated;
    private final double testShare;

    private GlobalTemporal(String how, boolean validated, double testShare, Cuts cuts) {
        this.how = how;
        this.validated = validated;
        this.testShare = testShare;
        this.cuts = cuts;
    }

    /** The latest tenth of the events tests, the tenth before it validates. */
    public static GlobalTemporal defaults() {
        return ofEventShares(0.1, 0.1);
    }

    /**
     * The latest events test, those before them validate.
     *
     * @param validation share of the events, in [0, 1); 0: no validation part
     * @param test share of the events, in (0, 1)
     */
    public static GlobalTemporal ofEventShares(double validation, double test) {
        Shares.requireRoomForTrain(validation, test);
        return new GlobalTemporal("shares of the events " + validation + " and " + test, validation > 0, test, log -> {
            int n = log.size();
            long testFrom = latestWithAtLeast(log, Shares.ceil(test, n));
            return new long[] {
                validation == 0 ? testFrom : latestWithAtLeast(log, Shares.ceil(validation + test, n)), testFrom
            };
        });
    }

    /**
     * The last part of the time between the first and the last event tests, the part before it validates.
     *
     * @param validation share of the time, in [0, 1); 0: no validation part
     * @param test share of the time, in (0, 1)
     */
    public static GlobalTemporal ofTimeShares(double validation, double test) {
        Shares.requireRoomForTrain(validation, test);
        return new GlobalTemporal(
                "shares of the time " + validation + " and " + test, validation > 0, Double.NaN, log -> {
                    long[] range = range(log);
                    double span = range[1] - range[0] + 1.0;
                    long end = range[1] + 1;
                    return new long[] {end - Math.round((validation + test) * span), end - Math.round(test * span)};
                });
    }

    /**
     * The last stretch up to the last event tests, the stretch before it validates.
     *
     * @param validation length of the validation part, 0 or above
     * @param test length of the test part, above 0
     */
    public static GlobalTemporal ofLast(Duration validation, Duration test) {
        if (validation.isNegative() || test.isNegative() || test.isZero()) {
            throw new IllegalArgumentException(
                    "validation " + validation + " is not 0 or above, or test " + test + " not above 0");
        }
        return new GlobalTemporal("the last " + validation + " and " + test, !validation.isZero(), Double.NaN, log -> {
            long testFrom = range(log)[1] + 1 - test.toMillis();
            return new long[] {testFrom - validation.toMillis(), testFrom};
        });
    }

    /** Events from this instant on test; no validation part. */
    public static GlobalTemporal at(Instant testFrom) {
        return at(testFrom, testFrom);
    }

    /**
     * Events from {@code validationFrom} on validate, from {@code testFrom} on they test.
     *
     * @throws IllegalArgumentException if {@code validationFrom} is after {@code testFrom}
     */
    public static GlobalTemporal at(Instant validationFrom, Instant testFrom) {
        if (validationFrom.isAfter(testFrom)) {
            throw new IllegalArgumentException("validationFrom " + validationFrom + " is after testFrom " + testFrom);
        }
        return new GlobalTemporal("given instants", validationFrom.isBefore(testFrom), Double.NaN, log ->
                new long[] {validationFrom.toEpochMilli(), testFrom.toEpochMilli()});
    }

    @Override
    public Split split(Dataset data) {
        EventLog log = data.events();
        if (log.size() == 0) {
            throw new IllegalArgumentException("data set '" + data.name() + "' has no events to split");
        }
        if (!log.timed()) {
            throw new IllegalArgumentException("data set '" + data.name() + "' has no times, which a global temporal"
                    + " split needs: use LeaveLastOut if its order is that of time, Ratio otherwise");
        }
        long[] cut = cuts.find(log);
        long validationFrom = cut[0];
        long testFrom = cut[1];
        String protocol = "global temporal split by " + how + ": "
                + (validationFrom < testFrom ? "validation from " + Instant.ofEpochMilli(validationFrom) + ", " : "")
                + "test from " + Instant.ofEpochMilli(testFrom) + "; events at a cut instant go to the later part";
        int tests = countFrom(log, testFrom);
        double got = tests / (double) log.size();
        List<String> warnings = new ArrayList<>();
        if (got > testShare + 0.01) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the test part has a share of %.3f of the events, not %.3f: many events share the cut instant",
                    got,
                    testShare));
        }
        if (validated && countFrom(log, validationFrom) == tests) {
            warnings.add("the validation part is empty: no event lies between its first instant and that of the test");
        }
        return Split.of(
                data,
                i -> {
                    long time = log.timeMillis(i);
                    return time >= testFrom ? Part.TEST : time >= validationFrom ? Part.VALIDATION : Part.TRAIN;
                },
                protocol,
                warnings);
    }

    private static long[] range(EventLog log) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < log.size(); i++) {
            min = Math.min(min, log.timeMillis(i));
            max = Math.max(max, log.timeMillis(i));
        }
        return new long[] {min, max};
    }

    private static int countFrom(EventLog log, long instant) {
        int count = 0;
        for (int i = 0; i < log.size(); i++) {
            count += log.timeMillis(i) >= instant ? 1 : 0;
        }
        return count;
    }

    /**
     * The latest instant from which on there are at least {@code wanted} events. Bisection over the time, about 42 passes at
     * most and no memory.
     */
    private static long latestWithAtLeast(EventLog log, int wanted) {
        long[] range = range(log);
        long low = range[0];
        long high = range[1];
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (countFrom(log, middle) >= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}

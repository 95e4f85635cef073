package io.reco.core.validate;

import io.reco.core.data.EventLog;
import io.reco.core.io.ReadReport;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at the times of a log that has some. */
final class EventTimes {
    private static final long DAY = 86_400_000L;
    private static final int COUNTERS = 50;

    private EventTimes() {}

    static ValidationReport.Time of(EventLog log, ValidationOptions options) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long future = 0;
        long midnight = 0;
        long now = options.nowMillis().orElse(Long.MAX_VALUE);
        BitSet days = new BitSet();
        for (int i = 0; i < log.size(); i++) {
            long time = log.timeMillis(i);
            first = Math.min(first, time);
            last = Math.max(last, time);
            future += time > now ? 1 : 0;
            midnight += time % DAY < 1000 ? 1 : 0;
            days.set((int) (time / DAY));
        }
        long longestGap = 0;
        long gapFrom = -1;
        long day = first / DAY;
        while (true) {
            int next = days.nextSetBit((int) day + 1);
            if (next < 0) {
                break;
            }
            if (next - day - 1 > longestGap) {
                longestGap = next - day - 1;
                gapFrom = day * DAY;
            }
            day = next;
        }
        long span = last / DAY - first / DAY + 1;
        return new ValidationReport.Time(
                first,
                last,
                span,
                span - days.cardinality(),
                longestGap,
                gapFrom,
                future,
                outOfOrder(options.readReport()),
                (double) midnight / log.size(),
                pileUps(log, options));
    }

    private static long outOfOrder(Optional<ReadReport> report) {
        return report.map(ReadReport::outOfOrder).orElse(-1L);
    }

    /**
     * Seconds that hold at least a share of all events, by the heavy-hitter summary of Misra and Gries (1982): with k
     * counters no second of more than n / (k + 1) events can be missed; a second pass counts the candidates exactly.
     */
    private static List<ValidationReport.PileUp> pileUps(EventLog log, ValidationOptions options) {
        Int2LongOpenHashMap counters = new Int2LongOpenHashMap(2 * COUNTERS);
        for (int i = 0; i < log.size(); i++) {
            int second = second(log, i);
            if (counters.containsKey(second) || counters.size() < COUNTERS) {
                counters.addTo(second, 1);
            } else {
                counters.int2LongEntrySet().removeIf(entry -> entry.getLongValue() == 1);
                counters.replaceAll((key, count) -> count - 1);
            }
        }
        counters.replaceAll((key, count) -> 0L);
        for (int i = 0; i < log.size(); i++) {
            int second = second(log, i);
            if (counters.containsKey(second)) {
                counters.addTo(second, 1);
            }
        }
        double least = Math.max(ValidationOptions.LEAST_PILE_UP, options.pileUpShare() * log.size());
        List<ValidationReport.PileUp> pileUps = new ArrayList<>();
        counters.int2LongEntrySet().forEach(entry -> {
            if (entry.getLongValue() >= least) {
                pileUps.add(new ValidationReport.PileUp(
                        Integer.toUnsignedLong(entry.getIntKey()) * 1000, entry.getLongValue()));
            }
        });
        pileUps.sort(Comparator.comparingLong(ValidationReport.PileUp::events)
                .reversed()
                .thenComparingLong(ValidationReport.PileUp::millis));
        return pileUps;
    }

    private static int second(EventLog log, int i) {
        return (int) (log.timeMillis(i) / 1000);
    }
}

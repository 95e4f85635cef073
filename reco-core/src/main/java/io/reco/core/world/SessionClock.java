package io.reco.core.world;

import io.reco.core.random.SplitMix64;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * When a listener opens the application: around its hour of the day, on workdays a second time on the way to or from work,
 * later and oftener at the weekend. All times are UTC.
 */
final class SessionClock {
    static final double MEAN_SESSION = 12;

    private static final long DAY = 86_400_000L;
    private static final double WEEKEND_BOOST = 1.35;

    private SessionClock() {}

    /** Starts of the sessions in epoch milliseconds, ascending, enough for the listener's plays on average. */
    static long[] starts(Listener listener, WorldOptions options, SplitMix64 random) {
        int sessions = Math.max(1, (int) Math.round(listener.plays / MEAN_SESSION));
        long[] starts = new long[sessions];
        for (int i = 0; i < sessions; i++) {
            starts[i] = start(listener, options, random);
        }
        Arrays.sort(starts);
        return starts;
    }

    private static long start(Listener listener, WorldOptions options, SplitMix64 random) {
        long firstDay = options.start().toEpochDay();
        long day;
        boolean weekend;
        do {
            day = firstDay + listener.joined + random.nextInt(options.days() - listener.joined);
            // 1970-01-01 was a Thursday.
            weekend = Math.floorMod(day + 3, 7) >= 5;
        } while (!weekend && random.chance(1 - 1 / WEEKEND_BOOST));
        double hour;
        if (weekend) {
            hour = listener.peakHour + 1.5 + 3 * random.nextGaussian();
        } else if (random.chance(0.3)) {
            hour = (random.chance(0.5) ? 8 : 18.5) + 0.7 * random.nextGaussian();
        } else {
            hour = listener.peakHour + 2 * random.nextGaussian();
        }
        double wrapped = hour - 24 * Math.floor(hour / 24);
        return Math.min(day * DAY + (long) (wrapped * 3_600_000), (day + 1) * DAY - 1);
    }

    /** The first instant after the period. */
    static long end(WorldOptions options) {
        return options.start()
                .plusDays(options.days())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    /** Day of the period, from 0, of an instant. */
    static int daysIn(long millis, WorldOptions options) {
        return (int) (Math.floorDiv(millis, DAY) - options.start().toEpochDay());
    }
}

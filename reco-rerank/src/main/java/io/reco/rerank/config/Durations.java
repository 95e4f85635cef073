package io.reco.rerank.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time as files tell them: {@code 500ms}, {@code 20s}, {@code 30m}, {@code 3h}, {@code 7d}, {@code forever}. */
final class Durations {
    static final String FOREVER = "forever";

    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,18})(ms|s|m|h|d)");
    private static final String[] UNITS = {"d", "h", "m", "s"};
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000};

    private Durations() {}

    /** Milliseconds, {@link Long#MAX_VALUE} for ever; null when the text is none. */
    static @Nullable Long parse(String text) {
        if (text.equals(FOREVER)) {
            return Long.MAX_VALUE;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        for (int u = 0; u < UNITS.length; u++) {
            if (matcher.group(2).equals(UNITS[u])) {
                // Beyond a long there is no span that anybody means.
                return Math.abs(number) > Long.MAX_VALUE / MILLIS[u] ? null : (Long) (number * MILLIS[u]);
            }
        }
        return number;
    }

    /** In the largest unit that tells it in whole numbers. */
    static String text(long millis) {
        if (millis == Long.MAX_VALUE) {
            return FOREVER;
        }
        if (millis == 0) {
            return "0s";
        }
        for (int u = 0; u < UNITS.length; u++) {
            if (millis % MILLIS[u] == 0) {
                return millis / MILLIS[u] + UNITS[u];
            }
        }
        return millis + "ms";
    }
}

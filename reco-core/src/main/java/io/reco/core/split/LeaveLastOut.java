package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import java.util.List;

/**
 * The last events of every character test, those before them validate: the protocol of most papers on sequential
 * recommendation. It leaks, since what one character does in the test may be older than what others do in training; its
 * {@link Split#protocol()} says so.
 *
 * <p>A character with fewer than {@code test + validation + 1} events trains as a whole. All event types count: keep the
 * positive ones before ({@link EventLog#where}) if the last listen is meant and not the last skip.
 *
 * @param test number of events of each character that test, 1 or above
 * @param validation number of events of each character that validate, 0 or above
 */
public record LeaveLastOut(int test, int validation) implements Splitter {
    /** Checks the ranges. */
    public LeaveLastOut {
        if (test < 1) {
            throw new IllegalArgumentException("test " + test + " is not 1 or above");
        }
        if (validation < 0) {
            throw new IllegalArgumentException("validation " + validation + " is not 0 or above");
        }
    }

    /** The last event tests, the one before it validates. */
    public static LeaveLastOut ofOne() {
        return new LeaveLastOut(1, 1);
    }

    @Override
    public Split split(Dataset data) {
        EventLog log = data.events();
        byte[] fromEnd = new byte[log.size()];
        int tooShort = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            int n = log.count(c);
            if (n < (long) test + validation + 1) {
                tooShort += n > 0 ? 1 : 0;
                continue;
            }
            for (int i = log.end(c) - test - validation; i < log.end(c); i++) {
                fromEnd[i] = (byte) (i < log.end(c) - test ? Part.VALIDATION : Part.TEST).ordinal();
            }
        }
        String protocol = "leave-last-out split: the last " + test + " of every character test, " + validation
                + " before them validate. It leaks: training holds events of other characters that are later than the"
                + " tested ones; compare only with numbers of the same protocol";
        List<String> warnings = tooShort == 0
                ? List.of()
                : List.of(tooShort + " characters with fewer than " + (test + validation + 1)
                        + " events train as a whole");
        Part[] parts = Part.values();
        return Split.of(data, i -> parts[fromEnd[i]], protocol, warnings);
    }
}

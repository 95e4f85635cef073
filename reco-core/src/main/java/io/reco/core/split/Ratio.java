package io.reco.core.split;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.random.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * The events of every character are shuffled and dealt by share, for example 8:1:1. Time is ignored: later events are
 * learned from and earlier ones tested.
 *
 * <p>Of a character's n events, {@code floor(n * share)} test and as many validate by their share; a part whose share comes
 * to less than one event gets one, test before validation, as long as training keeps one (as RecBole does). A character
 * with one event trains. The shuffle of a character depends on the seed and its index only.
 *
 * @param validation share of each character's events, in [0, 1); 0: no validation part
 * @param test share of each character's events, in (0, 1)
 * @param seed seed of the shuffles
 */
public record Ratio(double validation, double test, long seed) implements Splitter {
    /** Checks the ranges. */
    public Ratio {
        Shares.requireRoomForTrain(validation, test);
    }

    /** 8:1:1. */
    public static Ratio eightOneOne(long seed) {
        return new Ratio(0.1, 0.1, seed);
    }

    @Override
    public Split split(Dataset data) {
        EventLog log = data.events();
        Part[] parts = new Part[log.size()];
        for (int c = 0; c < log.characterCount(); c++) {
            int n = log.count(c);
            int tests = Shares.floor(test, n);
            int validations = Shares.floor(validation, n);
            if (tests == 0 && tests + validations + 1 < n) {
                tests = 1;
            }
            if (validations == 0 && validation > 0 && tests + validations + 1 < n) {
                validations = 1;
            }
            int[] order = new int[n];
            Arrays.setAll(order, j -> j);
            SplitMix64.of(seed, c).shuffle(order);
            for (int j = 0; j < n; j++) {
                parts[log.start(c) + order[j]] =
                        j < tests ? Part.TEST : j < tests + validations ? Part.VALIDATION : Part.TRAIN;
            }
        }
        return Split.of(
                data,
                i -> parts[i],
                "ratio split: of every character a random share of " + test + " tests, " + validation
                        + " validates, seed " + seed
                        + ". Time is ignored: training holds events that are later than the"
                        + " tested ones",
                List.of());
    }
}

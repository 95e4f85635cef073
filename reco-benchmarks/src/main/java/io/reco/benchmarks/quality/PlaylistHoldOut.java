package io.reco.benchmarks.quality;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.random.SplitMix64;
import io.reco.core.split.Part;
import io.reco.core.split.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Continuation of playlists in the shape of the PoliMi challenge 2018: of every target playlist whose order is known the
 * last tracks test, of the other targets random ones; of a sample of the rest random ones validate. All else trains, so a
 * target is known by what is left of it.
 *
 * @param share of the tracks of a playlist that is held out, in (0, 1), rounded to the nearest number but at least 1 and
 *     never the whole playlist
 * @param validated how many of the other playlists validate, 0 or above
 * @param seed of the sample and of the random tracks
 */
record PlaylistHoldOut(double share, int validated, long seed) {
    PlaylistHoldOut {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share " + share + " is not in (0, 1)");
        }
        if (validated < 0) {
            throw new IllegalArgumentException("validated " + validated + " is not 0 or above");
        }
    }

    /**
     * Divides.
     *
     * @param data each playlist a character, its tracks in order
     * @param target which characters test
     * @param ordered which characters have a meaningful order
     */
    Split split(Dataset data, IntPredicate target, IntPredicate ordered) {
        EventLog log = data.events();
        Part[] parts = new Part[log.size()];
        Arrays.fill(parts, Part.TRAIN);
        int[] others = new int[log.characterCount()];
        int n = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            if (target.test(c)) {
                holdOut(log, c, ordered.test(c), Part.TEST, parts);
            } else if (log.count(c) > 1) {
                others[n++] = c;
            }
        }
        int[] shuffled = Arrays.copyOf(others, n);
        new SplitMix64(seed).shuffle(shuffled);
        for (int i = 0; i < Math.min(validated, n); i++) {
            holdOut(log, shuffled[i], false, Part.VALIDATION, parts);
        }
        String protocol = String.format(
                Locale.ROOT,
                "of every target playlist %.0f %% test (the tail where the order is known, else random tracks), of %d other"
                        + " playlists %.0f %% random tracks validate, seed %d",
                100 * share,
                Math.min(validated, n),
                100 * share,
                seed);
        return Split.of(data, i -> parts[i], protocol, List.of());
    }

    private void holdOut(EventLog log, int c, boolean tail, Part part, Part[] parts) {
        int n = log.count(c);
        int held = Math.min(n - 1, Math.max(1, (int) Math.round(share * n)));
        int[] order = new int[n];
        Arrays.setAll(order, j -> n - 1 - j);
        if (!tail) {
            SplitMix64.of(seed, c).shuffle(order);
        }
        for (int j = 0; j < held; j++) {
            parts[log.start(c) + order[j]] = part;
        }
    }
}

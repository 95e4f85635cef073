package io.reco.core.split;

import io.reco.core.data.EventLog;
import java.util.Arrays;

/** Held-out characters: the first events of each are its fold-in history, the last ones are asked for. */
final class HeldOutCharacters {
    private HeldOutCharacters() {}

    /** The characters that have a first and a last event. */
    static int[] eligible(EventLog log) {
        int[] found = new int[log.characterCount()];
        int n = 0;
        for (int c = 0; c < found.length; c++) {
            if (log.count(c) >= 2) {
                found[n++] = c;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** Of the character's events the last share, at least one and not all, goes to {@code part}, the others fold in. */
    static void assign(EventLog log, int c, double lastShare, Part part, Part[] parts) {
        int n = log.count(c);
        int last = Math.max(1, Math.min(n - 1, Shares.round(lastShare, n)));
        Arrays.fill(parts, log.start(c), log.end(c) - last, Part.FOLD_IN);
        Arrays.fill(parts, log.end(c) - last, log.end(c), part);
    }
}

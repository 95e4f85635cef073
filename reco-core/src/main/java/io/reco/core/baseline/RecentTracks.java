package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;

/**
 * The most recently played distinct tracks of every character, in rows (CSR), and where each track occurs in them.
 *
 * <p>An entry e is one track of one character; a row is in the order of the last positive event on each track, oldest
 * first. Per entry: track 4 bytes, place in the index by track 8, and 4 for the decay if there is one.
 */
final class RecentTracks {
    /** First entry of each character; length characters + 1. */
    final int[] rowStarts;
    /** Track of each entry. */
    final int[] tracks;
    /** Weight of the step from the entry before to this one within a row; empty when all are 1. */
    final float[] steps;
    /** First posting of each track; length n + 1. */
    final int[] postingStarts;
    /** Entry of each posting; the postings of a track are in order of characters. */
    final int[] postingEntries;
    /** Character of each posting. */
    final int[] postingCharacters;
    /** Characters with more tracks than the cap. */
    final int cut;

    RecentTracks(Dataset train, EventSemantics semantics, int maxTracks, Decay pair) {
        EventLog events = train.events();
        int n = train.catalog().trackCount();
        int characters = events.characterCount();
        int[] stamps = new int[n];
        rowStarts = new int[characters + 1];
        int beyond = 0;
        for (int c = 0; c < characters; c++) {
            int distinct = 0;
            for (int i = events.start(c); i < events.end(c); i++) {
                int t = events.track(i);
                if (stamps[t] != c + 1 && semantics.isPositive(events, i)) {
                    stamps[t] = c + 1;
                    distinct++;
                }
            }
            rowStarts[c + 1] = rowStarts[c] + Math.min(distinct, maxTracks);
            beyond += distinct > maxTracks ? 1 : 0;
        }
        cut = beyond;
        tracks = new int[rowStarts[characters]];
        steps = new float[pair.isNone() ? 0 : tracks.length];
        fillRows(events, semantics, pair, stamps);
        postingStarts = new int[n + 1];
        postingEntries = new int[tracks.length];
        postingCharacters = new int[tracks.length];
        invert();
    }

    private void fillRows(EventLog events, EventSemantics semantics, Decay pair, int[] stamps) {
        // The stamps of the count are c + 1; here they are -c - 1.
        for (int c = 0; c + 1 < rowStarts.length; c++) {
            int e = rowStarts[c + 1];
            long later = EventLog.NO_TIME;
            for (int i = events.end(c) - 1; i >= events.start(c) && e > rowStarts[c]; i--) {
                int t = events.track(i);
                if (stamps[t] == -c - 1 || !semantics.isPositive(events, i)) {
                    continue;
                }
                stamps[t] = -c - 1;
                if (steps.length > 0 && e < rowStarts[c + 1]) {
                    steps[e] = (float) pair.weight(later - events.timeMillis(i), 1);
                }
                tracks[--e] = t;
                later = events.timeMillis(i);
            }
        }
    }

    private void invert() {
        for (int t : tracks) {
            postingStarts[t + 1]++;
        }
        for (int t = 0; t + 1 < postingStarts.length; t++) {
            postingStarts[t + 1] += postingStarts[t];
        }
        int[] next = postingStarts.clone();
        for (int c = 0; c + 1 < rowStarts.length; c++) {
            for (int e = rowStarts[c]; e < rowStarts[c + 1]; e++) {
                int p = next[tracks[e]]++;
                postingEntries[p] = e;
                postingCharacters[p] = c;
            }
        }
    }

    /** Number of characters that have the track. */
    int count(int t) {
        return postingStarts[t + 1] - postingStarts[t];
    }
}

package io.reco.rerank;

import java.util.Arrays;

/**
 * Candidates that have a position of their own in a fill, in the order of those positions. One that could not be placed
 * where it belongs is due at every later position until it could.
 */
final class FixedPlaces {
    private int[] candidates = new int[4];
    private int[] places = new int[4];
    private int[] owners = new int[4];
    /** One bit a constraint that has taken the candidate into account already. */
    private int[] settled = new int[4];

    private boolean[] promised = new boolean[4];
    private boolean[] done = new boolean[4];
    private int size;
    private int left;

    /**
     * Adds a candidate, behind the others.
     *
     * @param owner the constraint on whose behalf
     * @param isPromised whether a search gave it its position
     */
    void add(int candidate, int place, int owner, int settledMask, boolean isPromised) {
        if (size == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
            owners = Arrays.copyOf(owners, 2 * size);
            settled = Arrays.copyOf(settled, 2 * size);
            promised = Arrays.copyOf(promised, 2 * size);
            done = Arrays.copyOf(done, 2 * size);
        }
        candidates[size] = candidate;
        places[size] = place;
        owners[size] = owner;
        settled[size] = settledMask;
        promised[size] = isPromised;
        size++;
        left++;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return left == 0;
    }

    boolean isDone(int f) {
        return done[f];
    }

    void done(int f) {
        done[f] = true;
        left--;
    }

    int candidate(int f) {
        return candidates[f];
    }

    int place(int f) {
        return places[f];
    }

    int owner(int f) {
        return owners[f];
    }

    boolean isPromised(int f) {
        return promised[f];
    }

    boolean isSettled(int f, int constraint) {
        return (settled[f] >> constraint & 1) != 0;
    }
}

package io.reco.transformer.kernel;

import java.util.Arrays;

/** Where an item occurs in a list: a hash table of chains, reused from list to list. */
final class Occurrences {
    private static final int GOLDEN = 0x9E3779B1;

    /** Last position of each chain, -1 if it is empty. */
    private int[] heads = {};
    /** The position before in the same chain, -1 at its end. */
    private int[] links = {};

    private int[] items = {};
    private int shift;

    /** Indexes the first n items of a list, which must not change while it is in use. */
    void index(int[] list, int n) {
        items = list;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, n)));
        shift = Integer.SIZE - bits;
        if (heads.length < 1 << bits) {
            heads = new int[1 << bits];
        }
        if (links.length < n) {
            links = new int[n];
        }
        Arrays.fill(heads, 0, 1 << bits, -1);
        for (int i = 0; i < n; i++) {
            int chain = chain(list[i]);
            links[i] = heads[chain];
            heads[chain] = i;
        }
    }

    private int chain(int item) {
        return item * GOLDEN >>> shift;
    }

    /** Returns the last position of an item, -1 if there is none. */
    int first(int item) {
        return find(heads[chain(item)], item);
    }

    /** Returns the position before one that {@link #first} or this method returned, -1 if there is none. */
    int next(int position, int item) {
        return find(links[position], item);
    }

    private int find(int from, int item) {
        int position = from;
        while (position >= 0 && items[position] != item) {
            position = links[position];
        }
        return position;
    }
}

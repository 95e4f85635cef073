package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * How many characters have each item in the training part, {@code n_i}, and what follows from it. Immutable.
 */
public final class Popularity {
    /** The head holds the most popular items that together have this share of {@code T}. */
    public static final double HEAD_SHARE = 0.8;

    private final int[] counts;
    private final int characters;
    private final long total;
    private final int[] byPopularity;
    private final boolean[] head;
    private final int[] denseRank;
    private final int[] placeOf;
    private final int smallestPositive;

    private Popularity(int[] counts, int characters, int[] byPopularity) {
        this.counts = counts;
        this.characters = characters;
        this.byPopularity = byPopularity;
        this.head = new boolean[counts.length];
        this.denseRank = new int[counts.length];
        this.placeOf = new int[counts.length];
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        this.total = sum;
        this.smallestPositive = fillRanks();
    }

    private int fillRanks() {
        long cumulative = 0;
        int rank = 0;
        int previous = -1;
        int smallest = 0;
        for (int place = 0; place < byPopularity.length; place++) {
            int item = byPopularity[place];
            placeOf[item] = place;
            // 0.8 T in exact arithmetic: 5 * cumulative < 4 * T
            if (5 * cumulative < 4 * total) {
                head[item] = true;
            }
            cumulative += counts[item];
            if (counts[item] != previous) {
                rank++;
                previous = counts[item];
            }
            denseRank[item] = rank;
            smallest = counts[item] > 0 ? counts[item] : smallest;
        }
        return smallest;
    }

    /**
     * {@return statistics of the training part}
     *
     * @param counts characters per item, {@code n_i}; its length is the catalogue size {@code N}. Kept, not modified
     * @param characters number of characters in the training part, {@code U}
     * @param idOf the id of an item; orders items of equal popularity
     */
    public static Popularity of(int[] counts, int characters, IntFunction<String> idOf) {
        String[] ids = new String[counts.length];
        Arrays.setAll(ids, idOf);
        int[] order = ascending(counts.length);
        IntArrays.mergeSort(order, (a, b) -> CodePointOrder.INSTANCE.compare(ids[a], ids[b]));
        int[] ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return of(counts, characters, ranks);
    }

    /**
     * {@return statistics of the training part}
     *
     * @param counts characters per item, {@code n_i}; its length is the catalogue size {@code N}. Kept, not modified
     * @param characters number of characters in the training part, {@code U}
     * @param idRanks rank of each item when ids ascend by code point; orders items of equal popularity
     */
    public static Popularity of(int[] counts, int characters, int[] idRanks) {
        if (characters < 1) {
            throw new IllegalArgumentException("characters is " + characters + ", expected at least 1");
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0 || counts[i] > characters) {
                throw new IllegalArgumentException("count of item index " + i + " is " + counts[i]
                        + ", expected 0 to the number of characters, " + characters);
            }
        }
        int[] order = ascending(counts.length);
        IntArrays.mergeSort(
                order,
                (a, b) -> counts[a] != counts[b]
                        ? Integer.compare(counts[b], counts[a])
                        : Integer.compare(idRanks[a], idRanks[b]));
        return new Popularity(counts, characters, order);
    }

    private static int[] ascending(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** {@return the number of items in the catalogue, {@code N}} */
    public int catalogSize() {
        return counts.length;
    }

    /** {@return the number of characters in the training part, {@code U}} */
    public int characters() {
        return characters;
    }

    /** {@return the sum of all counts, {@code T}} */
    public long total() {
        return total;
    }

    /**
     * {@return the number of characters that have the item, {@code n_i}}
     *
     * @param item dense item index
     */
    public int count(int item) {
        return counts[item];
    }

    /** {@return the smallest positive count; 0 when every count is 0} */
    public int smallestPositive() {
        return smallestPositive;
    }

    /**
     * {@return whether the item is in the head: the shortest prefix of items by count descending, then id by code point,
     * that holds at least {@link #HEAD_SHARE} of {@code T}}
     *
     * @param item dense item index
     */
    public boolean inHead(int item) {
        return head[item];
    }

    /**
     * {@return the dense rank by count: 1 for the most popular items, equal counts share a rank}
     *
     * @param item dense item index
     */
    public int denseRank(int item) {
        return denseRank[item];
    }

    /**
     * {@return the item at a place of the order by count descending, then id by code point}
     *
     * @param place 0-based, below {@link #catalogSize()}
     */
    public int itemAt(int place) {
        return byPopularity[place];
    }

    /**
     * {@return the place of an item in the order of {@link #itemAt}}
     *
     * @param item dense item index
     */
    public int placeOf(int item) {
        return placeOf[item];
    }
}

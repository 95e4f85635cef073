package io.reco.embeddings.item2vec;

import java.util.Arrays;

/**
 * Which rows are treated specially: hot ones, of which each thread works on a copy of its own, and frozen ones, which take
 * part and do not change. Immutable and thread-safe.
 */
final class RowPlan {
    /**
     * A row below this share of all tokens is not worth a merge every few thousand tokens: what is saved, a row that comes
     * from another processor every second time, costs as much as the merge then.
     */
    private static final double LEAST_HOT_SHARE = 1.0 / 128;

    /** Rows of tracks that are frozen: those below. */
    private final int frozenTracks;

    private final int tracks;
    private final int hotTracks;
    /** Hot slot of each attribute, or -1. */
    private final int[] attributeSlots;

    private final boolean[] attributeFrozen;
    private final int[] hot;
    private final boolean freezes;

    private RowPlan(int tracks, int frozenTracks, int hotTracks, int[] hotAttributes, boolean[] attributeFrozen) {
        this.tracks = tracks;
        this.frozenTracks = frozenTracks;
        this.hotTracks = hotTracks;
        this.attributeFrozen = attributeFrozen;
        attributeSlots = new int[attributeFrozen.length];
        Arrays.fill(attributeSlots, -1);
        hot = new int[hotTracks + hotAttributes.length];
        for (int slot = 0; slot < hotTracks; slot++) {
            hot[slot] = frozenTracks + slot;
        }
        boolean any = frozenTracks > 0;
        for (int i = 0; i < hotAttributes.length; i++) {
            hot[hotTracks + i] = tracks + hotAttributes[i];
            attributeSlots[hotAttributes[i]] = hotTracks + i;
        }
        for (boolean frozen : attributeFrozen) {
            any |= frozen;
        }
        freezes = any;
    }

    /**
     * A plan. Tracks are sorted by falling count from the first that is not frozen on.
     *
     * @param oldRows whether rows of a model that is continued change
     */
    static RowPlan of(Vocabulary vocabulary, AttributeVocabulary attributes, Item2VecOptions options, OldRows oldRows) {
        boolean keep = oldRows == OldRows.KEEP;
        boolean[] frozen = new boolean[attributes.rows()];
        for (int row = 0; row < frozen.length; row++) {
            frozen[row] = keep && attributes.isOld(row);
        }
        int frozenTracks = keep ? vocabulary.oldRows() : 0;
        boolean several = options.threads() > 1;
        double leastCount = LEAST_HOT_SHARE * vocabulary.tokens();
        int hotTracks = 0;
        int[] hotAttributes = new int[0];
        if (several) {
            int most = Math.min(options.hotRows(), vocabulary.rows() - frozenTracks);
            while (hotTracks < most && vocabulary.counts()[frozenTracks + hotTracks] >= leastCount) {
                hotTracks++;
            }
            if (attributes.active()) {
                hotAttributes = Arrays.stream(attributes.mostFrequent(options.hotRows()))
                        .filter(row -> !frozen[row] && attributes.counts()[row] >= leastCount)
                        .toArray();
            }
        }
        return new RowPlan(vocabulary.rows(), frozenTracks, hotTracks, hotAttributes, frozen);
    }

    /** Number of hot rows. */
    int hotRows() {
        return hot.length;
    }

    /** Row of a hot slot. */
    int hotRow(int slot) {
        return hot[slot];
    }

    /** Slot of a row if it is hot, or -1. */
    int hotSlot(int row) {
        if (row < tracks) {
            int slot = row - frozenTracks;
            return slot >= 0 && slot < hotTracks ? slot : -1;
        }
        return attributeSlots[row - tracks];
    }

    /** Whether any row is frozen. */
    boolean freezes() {
        return freezes;
    }

    /** Whether a row is frozen. */
    boolean frozen(int row) {
        return row < tracks ? row < frozenTracks : attributeFrozen[row - tracks];
    }

    /** Whether all rows are shared and change: the case of one thread and a fresh model. */
    boolean plain() {
        return hot.length == 0 && !freezes;
    }
}

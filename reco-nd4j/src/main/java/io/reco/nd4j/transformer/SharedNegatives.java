package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.LossBatch;
import java.util.Arrays;

/** Which shared negatives of a batch are some item. */
final class SharedNegatives {
    private final int count;
    /** Whether negative k is item k. */
    private final boolean all;
    /** Else item and, in the lower half, the negative; ascending. */
    private final long[] sorted;

    SharedNegatives(LossBatch batch) {
        count = batch.negatives();
        int[] items = batch.negativeItems();
        all = items == null;
        sorted = new long[items == null ? 0 : count];
        if (items != null) {
            for (int k = 0; k < count; k++) {
                sorted[k] = (long) items[k] << Integer.SIZE | k;
            }
            Arrays.sort(sorted);
        }
    }

    /** Where those of an item begin: place p to be handed to {@link #negative}, then p + 1 and so on. */
    int first(int item) {
        if (all) {
            return 0;
        }
        int found = Arrays.binarySearch(sorted, (long) item << Integer.SIZE);
        return found >= 0 ? found : -found - 1;
    }

    /** The negative at a place from {@link #first} on, -1 if there is none left of this item. */
    int negative(int place, int item) {
        if (all) {
            return place == 0 && item < count ? item : -1;
        }
        return place < count && sorted[place] >>> Integer.SIZE == item ? (int) sorted[place] : -1;
    }
}

package io.reco.eval.metric;

/**
 * Weighted tags (genres) per item, as compressed rows: the tags of item {@code i} are at {@code offsets[i]} to {@code
 * offsets[i + 1]}, ascending. Immutable; arrays are kept, not modified.
 */
public final class ItemTags {
    private final int[] offsets;
    private final int[] tags;
    private final double[] weights;
    private final int tagCount;

    /**
     * @param offsets length is the number of items + 1
     * @param tags dense tag indices, ascending and distinct inside a row
     * @param weights one positive weight per entry of {@code tags}
     * @param tagCount number of distinct tags there are
     */
    public ItemTags(int[] offsets, int[] tags, double[] weights, int tagCount) {
        if (tags.length != weights.length || offsets[offsets.length - 1] != tags.length) {
            throw new IllegalArgumentException("tags has length " + tags.length + ", weights " + weights.length
                    + ", last offset " + offsets[offsets.length - 1] + ", expected the same number");
        }
        for (int i = 0; i + 1 < offsets.length; i++) {
            for (int j = offsets[i]; j < offsets[i + 1]; j++) {
                boolean ascending = j == offsets[i] || tags[j] > tags[j - 1];
                if (!ascending || tags[j] < 0 || tags[j] >= tagCount || !(weights[j] > 0)) {
                    throw new IllegalArgumentException("tag " + tags[j] + " with weight " + weights[j] + " of item " + i
                            + ": expected ascending tags from 0 to " + (tagCount - 1) + " and positive weights");
                }
            }
        }
        this.offsets = offsets;
        this.tags = tags;
        this.weights = weights;
        this.tagCount = tagCount;
    }

    /** {@return the number of distinct tags there are} */
    public int tagCount() {
        return tagCount;
    }

    int start(int item) {
        return offsets[item];
    }

    int end(int item) {
        return offsets[item + 1];
    }

    int tag(int entry) {
        return tags[entry];
    }

    /** Adds {@code factor * weight / sum of weights} of each tag of the item. Returns whether the item has a tag. */
    boolean addShares(int item, double factor, double[] shares) {
        double sum = 0;
        for (int j = offsets[item]; j < offsets[item + 1]; j++) {
            sum += weights[j];
        }
        for (int j = offsets[item]; j < offsets[item + 1]; j++) {
            shares[tags[j]] += factor * weights[j] / sum;
        }
        return offsets[item + 1] > offsets[item];
    }

    /** {@return the Jaccard similarity of two tag sets; 1 when both are empty} */
    public ItemSimilarity jaccard() {
        return (a, b) -> {
            int shared = 0;
            int i = offsets[a];
            int j = offsets[b];
            while (i < offsets[a + 1] && j < offsets[b + 1]) {
                if (tags[i] == tags[j]) {
                    shared++;
                    i++;
                    j++;
                } else if (tags[i] < tags[j]) {
                    i++;
                } else {
                    j++;
                }
            }
            int union = offsets[a + 1] - offsets[a] + offsets[b + 1] - offsets[b] - shared;
            return union == 0 ? 1 : (double) shared / union;
        };
    }
}

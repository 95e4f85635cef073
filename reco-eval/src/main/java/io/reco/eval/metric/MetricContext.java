package io.reco.eval.metric;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything metrics ask about one character: the resolved list, the truth, the training history, and running sums that
 * are the same for every cutoff. Computed once, read by every metric. Not thread-safe: sums that only some metrics need
 * are filled on first use.
 *
 * <p>Cutoffs are at least 1; {@link #WHOLE_LIST} and anything above the length mean the whole list.
 */
public final class MetricContext {
    /** The cutoff of a metric without {@code @k}. */
    public static final int WHOLE_LIST = Integer.MAX_VALUE;

    private static final int[] NOTHING = new int[0];
    private static final int CATALOGUE = -1;

    private final RankedItems list;
    private final Truth truth;
    private final int level;
    private final int[] history;
    private final int pool;
    private final int relevantCount;
    private final RelevanceProfile relevance;
    private final int[] gradeByPosition;
    private final Map<Gain, EnumMap<Discount, GainProfile>> gains = new EnumMap<>(Gain.class);

    private @Nullable GainProfile satisfaction;
    private @Nullable MetricContext repeated;
    private @Nullable MetricContext explored;

    private MetricContext(RankedItems list, Truth truth, int level, int[] history) {
        this.list = list;
        this.truth = truth;
        this.level = level;
        this.history = history;
        this.pool = CATALOGUE;
        this.relevantCount = truth.relevantCount(level);
        this.gradeByPosition = new int[list.size()];
        for (int i = 0; i < gradeByPosition.length; i++) {
            gradeByPosition[i] = truth.gradeOf(list.item(i));
        }
        this.relevance = new RelevanceProfile(list, gradeByPosition, level);
    }

    /** Another pool, with what is computed already. */
    private MetricContext(MetricContext other, int pool) {
        this.list = other.list;
        this.truth = other.truth;
        this.level = other.level;
        this.history = other.history;
        this.pool = pool;
        this.relevantCount = other.relevantCount;
        this.gradeByPosition = other.gradeByPosition;
        this.relevance = other.relevance;
    }

    /**
     * {@return the context of one character}
     *
     * @param list the resolved list, {@link RankedItems#missing()} when there is none
     * @param truth what is relevant
     * @param level an item is relevant from this grade on; at least 1
     * @param history distinct dense indices of the character's training items, ascending. Kept, not modified
     */
    public static MetricContext of(RankedItems list, Truth truth, int level, int[] history) {
        if (level < 1) {
            throw new IllegalArgumentException("level is " + level + ", expected at least 1");
        }
        return new MetricContext(
                Objects.requireNonNull(list, "list"), Objects.requireNonNull(truth, "truth"), level, history);
    }

    /**
     * {@return the context of one character without history, level 1}
     *
     * @param list the resolved list
     * @param truth what is relevant
     */
    public static MetricContext of(RankedItems list, Truth truth) {
        return of(list, truth, 1, NOTHING);
    }

    /**
     * {@return a copy for a list that not every item of the catalogue could be in, for {@link SampledMetric}}
     *
     * @param items how many could be: items that may be shown to this character, at least the length of the list
     * @throws IllegalArgumentException for fewer than the list has
     */
    public MetricContext withPool(int items) {
        if (items < list.size()) {
            throw new IllegalArgumentException(
                    "pool is " + items + ", expected at least the length of the list, " + list.size());
        }
        return new MetricContext(this, items);
    }

    /** The number of items that could be in the list, of a catalogue of so many. */
    int pool(int catalogue) {
        return pool == CATALOGUE ? catalogue : pool;
    }

    /** {@return whether the character has a list at all} */
    public boolean listed() {
        return list.listed();
    }

    /** {@return the number of items in the list, {@code |L|}} */
    public int size() {
        return list.size();
    }

    /**
     * {@return the number of items among the first {@code k}}
     *
     * @param k cutoff
     */
    public int size(int k) {
        return Math.min(k, list.size());
    }

    /**
     * {@return the item at a position}
     *
     * @param position 0-based, below {@link #size()}
     */
    public int item(int position) {
        return list.item(position);
    }

    /**
     * {@return whether the item at a position is relevant}
     *
     * @param position 0-based, below {@link #size()}
     */
    public boolean relevant(int position) {
        return gradeByPosition[position] >= level;
    }

    /** {@return the truth} */
    public Truth truth() {
        return truth;
    }

    /** {@return the grade from which on an item is relevant} */
    public int level() {
        return level;
    }

    /** {@return the number of relevant items, {@code |R|}} */
    public int relevantCount() {
        return relevantCount;
    }

    /**
     * {@return the number of relevant items among the first {@code k} (its expectation under averaged ties), {@code h}}
     *
     * @param k cutoff
     */
    public double hits(int k) {
        return relevance.hits[size(k)];
    }

    /**
     * {@return the sum over relevant ranks {@code r <= k} of (relevant items in the first r) / r}
     *
     * @param k cutoff
     */
    public double precisionSum(int k) {
        return relevance.precisionSums[size(k)];
    }

    /**
     * {@return the probability that none of the first {@code k} items is relevant: 0 or 1 unless ties are averaged}
     *
     * @param k cutoff, 0 gives 1
     */
    public double missed(int k) {
        return relevance.missed[size(k)];
    }

    /**
     * {@return 1 / rank of the first relevant item, 0 if there is none among the first {@code k}}
     *
     * @param k cutoff
     */
    public double reciprocalRank(int k) {
        return relevance.reciprocalRanks[size(k)];
    }

    /**
     * {@return the discounted cumulated gain of the first {@code k} divided by that of the ideal order cut at {@code k};
     * 0 when the truth has no item of positive gain}
     *
     * @param gain worth of a grade
     * @param discount weight of a rank
     * @param k cutoff
     */
    public double ndcg(Gain gain, Discount discount, int k) {
        EnumMap<Discount, GainProfile> profiles = gains.computeIfAbsent(gain, g -> new EnumMap<>(Discount.class));
        GainProfile profile = profiles.get(discount);
        if (profile == null) {
            profile = new GainProfile(list, gradeByPosition, truth, level, gain, discount);
            profiles.put(discount, profile);
        }
        return profile.ndcg(k);
    }

    /**
     * {@return as {@link #ndcg} with discount {@code 1 / log2(r + 1)} and the gains of the truth, see {@link Truth#gainOf}}
     *
     * @param k cutoff
     */
    public double satisfiedNdcg(int k) {
        if (satisfaction == null) {
            satisfaction = GainProfile.ofGains(list, truth, Discount.LOG2_NEXT);
        }
        return satisfaction.ndcg(k);
    }

    /** {@return the number of distinct training items of the character} */
    public int historySize() {
        return history.length;
    }

    /**
     * {@return a training item of the character}
     *
     * @param i 0-based, below {@link #historySize()}; items ascend by index
     */
    public int historyItem(int i) {
        return history[i];
    }

    /**
     * {@return whether the character has the item in training}
     *
     * @param item dense item index
     */
    public boolean known(int item) {
        return Arrays.binarySearch(history, item) >= 0;
    }

    /**
     * {@return this context with the truth cut down to items the character has in training, or to the others; the list and
     * its ranks stay}
     *
     * @param part which items of the truth remain
     */
    public MetricContext part(TruthPart part) {
        MetricContext cached = part == TruthPart.REPEAT ? repeated : explored;
        if (cached == null) {
            Truth side = truth.filter(i -> known(i) == (part == TruthPart.REPEAT));
            cached = new MetricContext(new MetricContext(list, side, level, history), pool);
            if (part == TruthPart.REPEAT) {
                repeated = cached;
            } else {
                explored = cached;
            }
        }
        return cached;
    }
}

package io.reco.eval.metric;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What one character is known to want: items with integer grades. Grade 0 is judged and not relevant, a negative grade is
 * in the pool but not judged (also not relevant). Beside its grade an item can have a gain: how satisfied the character was
 * with what it heard of it, 0 to 1. Immutable.
 */
public final class Truth {
    private final int[] items;
    private final int[] grades;
    private final double[] gains;
    private final int[] idealGrades;

    private Truth(int[] items, int[] grades, double[] gains) {
        this.items = items;
        this.grades = grades;
        this.gains = gains;
        this.idealGrades = positiveDescending(grades);
    }

    /**
     * {@return graded truth} Gains are 1 from grade 1 on, 0 for grade 0, and not known (NaN) below.
     *
     * @param items dense item indices, each at most once, in any order. Not modified
     * @param grades one grade per item. Not modified
     * @throws IllegalArgumentException for an item that appears twice, or lengths that differ
     */
    public static Truth graded(int[] items, int[] grades) {
        return weighted(items, grades, defaultGains(grades));
    }

    private static double[] defaultGains(int[] grades) {
        double[] gains = new double[grades.length];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = grades[i] < 0 ? Double.NaN : Math.min(grades[i], 1);
        }
        return gains;
    }

    /**
     * {@return graded truth with the satisfaction of what was heard, for {@link SatisfiedNdcg} and {@link HeardShare}}
     *
     * @param items dense item indices, each at most once, in any order. Not modified
     * @param grades one grade per item. Not modified
     * @param gains one gain per item, 0 (skipped at once) to 1 (heard to its end), NaN for an item that was not heard. Not
     *     modified
     * @throws IllegalArgumentException for an item that appears twice, a gain outside 0 to 1, or lengths that differ
     */
    public static Truth weighted(int[] items, int[] grades, double[] gains) {
        if (items.length != grades.length) {
            throw new IllegalArgumentException(
                    "grades has length " + grades.length + ", expected that of items, " + items.length);
        }
        if (items.length != gains.length) {
            throw new IllegalArgumentException(
                    "gains has length " + gains.length + ", expected that of items, " + items.length);
        }
        int[] order = new int[items.length];
        Arrays.setAll(order, i -> i);
        IntArrays.quickSortIndirect(order, items);
        int[] sortedItems = new int[items.length];
        int[] sortedGrades = new int[items.length];
        double[] sortedGains = new double[items.length];
        for (int i = 0; i < order.length; i++) {
            sortedItems[i] = items[order[i]];
            sortedGrades[i] = grades[order[i]];
            sortedGains[i] = gains[order[i]];
            if (i > 0 && sortedItems[i] == sortedItems[i - 1]) {
                throw new IllegalArgumentException("item index " + sortedItems[i] + " appears twice in the truth");
            }
            if (sortedGains[i] < 0 || sortedGains[i] > 1) {
                throw new IllegalArgumentException("gain of item index " + sortedItems[i] + " is " + sortedGains[i]
                        + ", expected 0 to 1, or NaN for an item that was not heard");
            }
        }
        return new Truth(sortedItems, sortedGrades, sortedGains);
    }

    /**
     * {@return truth in which every item has grade 1}
     *
     * @param items dense item indices in any order; repetitions count once. Not modified
     */
    public static Truth binary(int... items) {
        int[] sorted = Arrays.stream(items).sorted().distinct().toArray();
        int[] ones = new int[sorted.length];
        Arrays.fill(ones, 1);
        return new Truth(sorted, ones, defaultGains(ones));
    }

    private static int[] positiveDescending(int[] grades) {
        int[] positive = Arrays.stream(grades).filter(g -> g > 0).sorted().toArray();
        return IntArrays.reverse(positive);
    }

    /** {@return the number of judged items, of any grade} */
    public int size() {
        return items.length;
    }

    /**
     * {@return a judged item}
     *
     * @param i 0-based; items ascend by index
     */
    public int item(int i) {
        return items[i];
    }

    /**
     * {@return the grade of the {@code i}-th judged item}
     *
     * @param i 0-based
     */
    public int grade(int i) {
        return grades[i];
    }

    /**
     * {@return the grade of an item; 0 when it is not judged}
     *
     * @param item dense item index
     */
    public int gradeOf(int item) {
        int i = Arrays.binarySearch(items, item);
        return i < 0 ? 0 : grades[i];
    }

    /**
     * {@return the gain of an item, 0 to 1; NaN when it was not heard}
     *
     * @param item dense item index
     */
    public double gainOf(int item) {
        int i = Arrays.binarySearch(items, item);
        return i < 0 ? Double.NaN : gains[i];
    }

    /**
     * {@return the number of items whose grade reaches the level, {@code |R|}}
     *
     * @param level at least 1
     */
    public int relevantCount(int level) {
        int count = 0;
        for (int grade : grades) {
            count += grade >= level ? 1 : 0;
        }
        return count;
    }

    /** {@return the truth of the items that pass} */
    Truth filter(IntPredicate keep) {
        int[] keptItems = new int[items.length];
        int[] keptGrades = new int[items.length];
        double[] keptGains = new double[items.length];
        int size = 0;
        for (int i = 0; i < items.length; i++) {
            if (keep.test(items[i])) {
                keptItems[size] = items[i];
                keptGains[size] = gains[i];
                keptGrades[size++] = grades[i];
            }
        }
        return new Truth(
                Arrays.copyOf(keptItems, size), Arrays.copyOf(keptGrades, size), Arrays.copyOf(keptGains, size));
    }

    /** {@return the positive grades, highest first. A reference, not to be modified} */
    int[] idealGrades() {
        return idealGrades;
    }

    /** {@return the positive gains, highest first. A new array} */
    double[] idealGains() {
        double[] positive = Arrays.stream(gains).filter(g -> g > 0).sorted().toArray();
        return DoubleArrays.reverse(positive);
    }
}

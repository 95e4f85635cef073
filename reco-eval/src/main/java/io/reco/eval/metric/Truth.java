package io.reco.eval.metric;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one character is known to want: items with integer grades. Grade 0 is judged and not relevant, a negative grade is
 * in the pool but not judged (also not relevant). Beside its grade an item can have a gain: how satisfied the character was
 * with what it heard of it, 0 to 1. Immutable.
 */
public final class Truth {
    private final int[] items;
    private final int[] grades;
    private final double @Nullable [] gains; // null: those of the grades
    private final long[] filter; // a set bit for the hash of every item
    private final int filterShift;
    private final int[] idealGrades;

    private Truth(int[] items, int[] grades, double @Nullable [] gains) {
        this.items = items;
        this.grades = grades;
        this.gains = gains;
        this.idealGrades = positiveDescending(grades);
        this.filterShift = Integer.SIZE - filterBits(items.length);
        this.filter = new long[Math.max(1, (1 << filterBits(items.length)) / Long.SIZE)];
        for (int i = 0; i < items.length; i++) {
            int hash = hash(items[i]);
            filter[hash >>> 6] |= 1L << hash;
            if (i > 0 && items[i] == items[i - 1]) {
                throw new IllegalArgumentException("item index " + items[i] + " appears twice in the truth");
            }
        }
    }

    /** 6 to 20 bits of a hash: 8 to 16 times as many slots as items, so that few other items pass the filter. */
    private static int filterBits(int items) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, items)) + 3;
        return Math.min(20, Math.max(6, bits));
    }

    /** Multiplicative hash to the bits of the filter. */
    private int hash(int item) {
        return (item * 0x9E3779B9) >>> filterShift;
    }

    /**
     * {@return graded truth} Gains are 1 from grade 1 on, 0 for grade 0, and not known (NaN) below.
     *
     * @param items dense item indices, each at most once, in any order. Not modified
     * @param grades one grade per item. Not modified
     * @throws IllegalArgumentException for an item that appears twice, or lengths that differ
     */
    public static Truth graded(int[] items, int[] grades) {
        sameLength("grades", grades.length, items.length);
        int[] sortedItems = items.clone();
        int[] sortedGrades = grades.clone();
        IntArrays.quickSort(sortedItems, sortedGrades);
        return new Truth(sortedItems, sortedGrades, null);
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
        sameLength("grades", grades.length, items.length);
        sameLength("gains", gains.length, items.length);
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
            if (sortedGains[i] < 0 || sortedGains[i] > 1) {
                throw new IllegalArgumentException("gain of item index " + sortedItems[i] + " is " + sortedGains[i]
                        + ", expected 0 to 1, or NaN for an item that was not heard");
            }
        }
        return new Truth(sortedItems, sortedGrades, sortedGains);
    }

    private static void sameLength(String name, int length, int items) {
        if (length != items) {
            throw new IllegalArgumentException(name + " has length " + length + ", expected that of items, " + items);
        }
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
        return new Truth(sorted, ones, null);
    }

    private static int[] positiveDescending(int[] grades) {
        int[] positive = new int[grades.length];
        int size = 0;
        for (int grade : grades) {
            if (grade > 0) {
                positive[size++] = -grade;
            }
        }
        Arrays.sort(positive, 0, size);
        int[] descending = new int[size];
        for (int i = 0; i < size; i++) {
            descending[i] = -positive[i];
        }
        return descending;
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
        int hash = hash(item);
        if ((filter[hash >>> 6] >>> hash & 1) == 0) {
            return 0;
        }
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
        return i < 0 ? Double.NaN : gain(i);
    }

    private double gain(int i) {
        if (gains != null) {
            return gains[i];
        }
        return grades[i] < 0 ? Double.NaN : Math.min(grades[i], 1);
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
                keptGains[size] = gain(i);
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

    /** The largest grade, 0 when none is positive. */
    int largestGrade() {
        return idealGrades.length == 0 ? 0 : idealGrades[0];
    }

    /** {@return the positive gains, highest first. A new array} */
    double[] idealGains() {
        double[] positive = IntStream.range(0, items.length)
                .mapToDouble(this::gain)
                .filter(g -> g > 0)
                .sorted()
                .toArray();
        return DoubleArrays.reverse(positive);
    }
}

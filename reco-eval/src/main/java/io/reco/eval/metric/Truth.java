package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What one character is known to want: items with integer grades. Grade 0 is judged and not relevant, a negative grade is
 * in the pool but not judged (also not relevant). Immutable.
 */
public final class Truth {
    private final int[] items;
    private final int[] grades;
    private final int[] idealGrades;

    private Truth(int[] items, int[] grades) {
        this.items = items;
        this.grades = grades;
        this.idealGrades = positiveDescending(grades);
    }

    /**
     * {@return graded truth}
     *
     * @param items dense item indices, each at most once, in any order. Not modified
     * @param grades one grade per item. Not modified
     * @throws IllegalArgumentException for an item that appears twice, or lengths that differ
     */
    public static Truth graded(int[] items, int[] grades) {
        if (items.length != grades.length) {
            throw new IllegalArgumentException(
                    "grades has length " + grades.length + ", expected that of items, " + items.length);
        }
        int[] sortedItems = items.clone();
        int[] sortedGrades = grades.clone();
        IntArrays.quickSort(sortedItems, sortedGrades);
        for (int i = 1; i < sortedItems.length; i++) {
            if (sortedItems[i] == sortedItems[i - 1]) {
                throw new IllegalArgumentException("item index " + sortedItems[i] + " appears twice in the truth");
            }
        }
        return new Truth(sortedItems, sortedGrades);
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
        return new Truth(sorted, ones);
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
        int size = 0;
        for (int i = 0; i < items.length; i++) {
            if (keep.test(items[i])) {
                keptItems[size] = items[i];
                keptGrades[size++] = grades[i];
            }
        }
        return new Truth(Arrays.copyOf(keptItems, size), Arrays.copyOf(keptGrades, size));
    }

    /** {@return the positive grades, highest first. A reference, not to be modified} */
    int[] idealGrades() {
        return idealGrades;
    }
}

package io.reco.benchmarks.eval;

import io.reco.eval.metric.Popularity;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Characters with a scored list, 20 relevant items of grade 1 to 3 (half of them from the list) and 50 training items, out of a catalogue
 * of 100,000 items whose popularity falls off steeply. Everything of a character follows from its number.
 */
final class GeneratedLists {
    static final int ITEMS = 100_000;
    static final int RELEVANT = 20;
    static final int HISTORY = 50;

    private final int length;

    GeneratedLists(int length) {
        this.length = length;
    }

    /**
     * One character.
     *
     * @param items the list, in no order
     * @param scores of the list, without ties
     * @param truth relevant items
     * @param grades of the relevant items
     * @param history training items, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one batch; compared by nobody
    record Generated(int[] items, double[] scores, int[] truth, int[] grades, int[] history) {}

    Generated character(int c) {
        SplittableRandom random = new SplittableRandom(0x5EEDL + c);
        int[] items = distinct(random, new int[0], length);
        double[] scores = new double[length];
        Arrays.setAll(scores, i -> random.nextDouble());
        int[] shown = new int[Math.min(RELEVANT / 2, length)];
        System.arraycopy(items, 0, shown, 0, shown.length); // scores are drawn alone, so these stand at any rank
        int[] truth = distinct(random, shown, RELEVANT);
        int[] grades = new int[RELEVANT];
        Arrays.setAll(grades, i -> 1 + random.nextInt(3));
        int[] history = distinct(random, new int[0], HISTORY);
        Arrays.sort(history);
        return new Generated(items, scores, truth, grades, history);
    }

    private static int[] distinct(SplittableRandom random, int[] first, int count) {
        IntOpenHashSet seen = new IntOpenHashSet(first);
        int[] result = Arrays.copyOf(first, count);
        for (int i = first.length; i < count; ) {
            double u = random.nextDouble();
            int item = (int) (ITEMS * u * u * u);
            if (seen.add(item)) {
                result[i++] = item;
            }
        }
        return result;
    }

    /** Training counts that go with such histories, by the formula, not counted. */
    static int[] counts(int characters) {
        int[] counts = new int[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            double share = Math.cbrt((i + 1.0) / ITEMS) - Math.cbrt((double) i / ITEMS);
            counts[i] = (int) Math.min(characters, Math.round(share * HISTORY * characters));
        }
        return counts;
    }

    static Popularity popularity(int characters) {
        int[] idRanks = new int[ITEMS];
        Arrays.setAll(idRanks, i -> i);
        return Popularity.of(counts(characters), characters, idRanks);
    }
}

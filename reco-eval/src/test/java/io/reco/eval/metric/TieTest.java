package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TieTest {
    private static final String[] IDS = {"b", "\u00e9", "a", "\uff41", "\ud83c\udfb5", "aa"};

    private static List<String> resolve(TiePolicy ties, String... ids) {
        ListResolver resolver = new ListResolver(i -> IDS[i], ties, DuplicatePolicy.ERROR);
        int[] items = Arrays.stream(ids).mapToInt(Arrays.asList(IDS)::indexOf).toArray();
        double[] scores = new double[items.length];
        RankedItems ranked = resolver.resolve(items, scores);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            result.add(IDS[ranked.item(i)]);
        }
        return result;
    }

    @Test
    void equalScoresFollowThePolicy() {
        assertThat(resolve(TiePolicy.CODE_POINT, "b", "\u00e9", "a")).containsExactly("a", "b", "\u00e9");
        assertThat(resolve(TiePolicy.TREC, "b", "\u00e9", "a")).containsExactly("\u00e9", "b", "a");
        assertThat(resolve(TiePolicy.FILE, "b", "\u00e9", "a")).containsExactly("b", "\u00e9", "a");
        assertThat(resolve(TiePolicy.AVERAGE, "b", "\u00e9", "a")).containsExactly("a", "b", "\u00e9");
    }

    @Test
    void astralIdsComeAfterTheBasicPlaneUnlikeUtf16Order() {
        assertThat("\ud83c\udfb5".compareTo("\uff41")).isNegative();
        assertThat(resolve(TiePolicy.CODE_POINT, "\ud83c\udfb5", "\uff41", "aa", "a"))
                .containsExactly("a", "aa", "\uff41", "\ud83c\udfb5");
    }

    @Test
    void codePointOrderIsTheOrderOfUtf8Bytes() {
        long seed = 5;
        Random random = new Random(seed);
        int[] pool = {'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f3b5, 0x10ffff};
        for (int trial = 0; trial < 2000; trial++) {
            String a = word(random, pool);
            String b = word(random, pool);
            int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(a, b)))
                    .as("seed %d trial %d", seed, trial)
                    .isEqualTo(Integer.signum(bytes));
        }
    }

    private static String word(Random random, int[] pool) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            word.appendCodePoint(pool[random.nextInt(pool.length)]);
        }
        return word.toString();
    }

    /** Long lists with few scores, both zeros and infinities, in every order that a comparator alone would give. */
    @Test
    void longListsAreOrderedAsByAStableSort() {
        double[] pool = {Double.NEGATIVE_INFINITY, -1, -0.0, 0.0, 2, Double.POSITIVE_INFINITY};
        Random random = new Random(17);
        for (int n : new int[] {1, 2, 15, 16, 17, 300}) {
            int[] items = new int[n];
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                items[i] = (i * 7919) % n; // distinct, as 7919 is a prime above n
                scores[i] = pool[random.nextInt(pool.length)];
            }
            for (TiePolicy ties : TiePolicy.values()) {
                Comparator<Integer> ids = Comparator.comparing(i -> "t" + items[i], CodePointOrder.INSTANCE);
                Comparator<Integer> order = Comparator.comparingDouble(i -> 0.0 - scores[i]);
                List<Integer> wanted = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    wanted.add(i);
                }
                wanted.sort(order.thenComparing(
                        ties == TiePolicy.FILE ? (a, b) -> 0 : ties == TiePolicy.TREC ? ids.reversed() : ids));
                RankedItems ranked = new ListResolver(i -> "t" + i, ties, DuplicatePolicy.ERROR).resolve(items, scores);
                for (int i = 0; i < n; i++) {
                    assertThat(ranked.item(i)).as("%s, %d of %d", ties, i, n).isEqualTo(items[wanted.get(i)]);
                }
            }
        }
    }

    @Test
    void nanScoresAreRejectedWithTheId() {
        ListResolver resolver = new ListResolver(i -> "track-" + i, TiePolicy.TREC, DuplicatePolicy.ERROR);
        assertThatThrownBy(() -> resolver.resolve(new int[] {4}, new double[] {Double.NaN}))
                .hasMessageContaining("track-4");
    }

    @Test
    void duplicatesKeepTheBetterRankAndCloseTheGap() {
        ListResolver resolver = new ListResolver(i -> "t" + i, TiePolicy.CODE_POINT, DuplicatePolicy.KEEP_FIRST);
        RankedItems ranked = resolver.resolve(new int[] {1, 2, 1, 3, 2}, new double[] {1, 3, 5, 2, 3});
        assertThat(ranked.size()).isEqualTo(3);
        assertThat(new int[] {ranked.item(0), ranked.item(1), ranked.item(2)}).containsExactly(1, 2, 3);
    }

    /** Averaged ties against the mean over every order of every group, for all metrics of accuracy. */
    @Test
    void averagedTiesAreTheMeanOverAllPermutations() {
        long seed = 20260101;
        Random random = new Random(seed);
        List<Metric> metrics = Metrics.parseAll(
                "precision@3,precision_len@9,recall@2,recall_capped@3,f1@4,hit@1,hit@3,rr,rr@2,rprec,ap,ap@4,ap_capped@3,"
                        + "ndcg,ndcg@3,ndcg_exp_jk@4,ndcg_bin_jk@3,ndcg_satisfied,ndcg_satisfied@3,ndcg_exp@4,ndcg_bin@2,ndcg_jk@5,num_rel_ret",
                MetricResources.none());
        for (int trial = 0; trial < 60; trial++) {
            int n = 1 + random.nextInt(6);
            int[] items = new int[n];
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                items[i] = i;
                scores[i] = random.nextInt(3);
            }
            Truth truth = Truth.graded(
                    new int[] {0, 1, 2, 3, 6}, random.ints(5, -1, 4).toArray());
            ListResolver average = new ListResolver(i -> "t" + i, TiePolicy.AVERAGE, DuplicatePolicy.ERROR);
            MetricContext expected = MetricContext.of(average.resolve(items, scores), truth);
            double[] sums = new double[metrics.size()];
            int[] count = {0};
            permute(items, 0, order -> {
                double[] permuted =
                        Arrays.stream(order).mapToDouble(i -> scores[i]).toArray();
                ListResolver file = new ListResolver(i -> "t" + i, TiePolicy.FILE, DuplicatePolicy.ERROR);
                MetricContext context = MetricContext.of(file.resolve(order, permuted), truth);
                for (int m = 0; m < sums.length; m++) {
                    sums[m] += ((ListMetric) metrics.get(m)).value(context);
                }
                count[0]++;
            });
            for (int m = 0; m < sums.length; m++) {
                assertThat(((ListMetric) metrics.get(m)).value(expected))
                        .as("seed %d trial %d %s", seed, trial, metrics.get(m).label())
                        .isCloseTo(sums[m] / count[0], within(1e-12));
            }
        }
    }

    @Test
    void averagedClicksSpreadOverThePagesOfAGroup() {
        // 25 equal scores, one relevant: page 0 and 1 with probability 10/25, page 2 with 5/25.
        int[] items = new int[25];
        Arrays.setAll(items, i -> i);
        ListResolver average = new ListResolver(i -> "t" + i, TiePolicy.AVERAGE, DuplicatePolicy.ERROR);
        MetricContext context = MetricContext.of(average.resolve(items, new double[25]), Truth.binary(7));
        assertThat(new Clicks(50).value(context)).isCloseTo((10 + 2 * 5) / 25.0, within(1e-12));
        assertThat(new Clicks(10).value(context)).isCloseTo(2 * 15 / 25.0, within(1e-12));
    }

    private static void permute(int[] items, int from, Consumer<int[]> visit) {
        if (from == items.length) {
            visit.accept(items.clone());
            return;
        }
        for (int i = from; i < items.length; i++) {
            swap(items, from, i);
            permute(items, from + 1, visit);
            swap(items, from, i);
        }
    }

    private static void swap(int[] items, int i, int j) {
        int kept = items[i];
        items[i] = items[j];
        items[j] = kept;
    }
}

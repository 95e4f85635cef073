package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Examples by hand: popularity a 4, b 2, c 1, d 1, e 0 of four characters. */
class BeyondAccuracyTest {
    private static final Offset<Double> EXACT = within(1e-14);
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int D = 3;
    private static final int E = 4;
    private static final Popularity POPULARITY =
            Popularity.of(new int[] {4, 2, 1, 1, 0}, 4, i -> String.valueOf((char) ('a' + i)));
    private static final MetricResources RESOURCES = MetricResources.none().withPopularity(POPULARITY);

    private static double value(String label, RankedItems list, MetricResources resources, int... history) {
        return value(label, MetricContext.of(list, Truth.binary(D), 1, history), resources);
    }

    private static double value(String label, MetricContext context, MetricResources resources) {
        return ((ListMetric) Metrics.parse(label, resources)).value(context);
    }

    @Test
    void popularityMeansDivideByWhatIsShown() {
        RankedItems ab = RankedItems.of(A, B);
        assertThat(value("novelty_users@10", ab, RESOURCES)).isCloseTo(0.5, EXACT);
        assertThat(value("novelty_interactions@10", ab, RESOURCES)).isCloseTo(1.5, EXACT);
        assertThat(value("epc@10", ab, RESOURCES)).isCloseTo(0.25, EXACT);
        assertThat(value("arp@10", ab, RESOURCES)).isEqualTo(3);
        assertThat(value("arp@1", ab, RESOURCES)).isEqualTo(4);
        assertThat(value("arp_norm@10", ab, RESOURCES)).isCloseTo(0.375, EXACT);
        assertThat(value("pop_percentile@10", ab, RESOURCES)).isCloseTo((1 + 0.75) / 2, EXACT);
        assertThat(value("longtail_share@10", ab, RESOURCES)).isZero();
    }

    @Test
    void itemsNeverSeenAreNovelAndTail() {
        RankedItems e = RankedItems.of(E);
        assertThat(value("novelty_users@10", e, RESOURCES)).isCloseTo(2, EXACT);
        assertThat(value("novelty_interactions@10", e, RESOURCES)).isCloseTo(3, EXACT);
        assertThat(value("pop_percentile@10", e, RESOURCES)).isZero();
        assertThat(value("longtail_share@10", e, RESOURCES)).isEqualTo(1);
        // c and d tie: ascending average rank 1.5 of 4; the head takes c (id order), not d.
        assertThat(value("pop_percentile@10", RankedItems.of(C), RESOURCES)).isCloseTo(1.5 / 4, EXACT);
        assertThat(value("longtail_share@10", RankedItems.of(C, D), RESOURCES)).isEqualTo(0.5);
    }

    @Test
    void headStopsExactlyAtTheShare() {
        // 4 of 5 is exactly 0.8: the second item is tail.
        Popularity exact = Popularity.of(new int[] {4, 1}, 4, String::valueOf);
        assertThat(exact.inHead(0)).isTrue();
        assertThat(exact.inHead(1)).isFalse();
    }

    @Test
    void emptyListsAreUndefinedNotZero() {
        ItemTags tags = new ItemTags(new int[] {0, 1, 1, 1, 1, 1}, new int[] {0}, new double[] {1}, 1);
        MetricResources all = RESOURCES
                .withTags(tags)
                .withVectors(ItemSimilarity.cosine(new float[5], 1))
                .withArtists(new ItemGroups(new int[5]));
        for (String name : List.of(
                "novelty_users",
                "novelty_interactions",
                "epc",
                "arp",
                "arp_norm",
                "pop_percentile",
                "longtail_share",
                "ild_cosine",
                "ild_jaccard",
                "tag_coverage",
                "serendipity_content",
                "serendipity_rectools",
                "unexpectedness_ge",
                "serendipity_ge",
                "calib_kl",
                "calib_kl_logw",
                "calib_js_bits",
                "calib_hellinger",
                "repeat",
                "new_artist",
                "artist_entropy")) {
            assertThat(value(name + "@3", RankedItems.of(), all, A)).as(name).isNaN();
        }
    }

    @Test
    void surprise() {
        // History a; the two most popular unknown items are b and c.
        RankedItems bd = RankedItems.of(B, D);
        assertThat(value("unexpectedness_ge@2", bd, RESOURCES, A)).isEqualTo(0.5);
        assertThat(value("serendipity_ge@2", bd, RESOURCES, A)).isEqualTo(0.5);
        // d at rank 2: p_u = 4/5; dense popularity rank 3: p_any = 3/5.
        assertThat(value("serendipity_rectools@2", bd, RESOURCES, A)).isCloseTo(0.2 / 2, EXACT);
    }

    @Test
    void diversity() {
        // tags: a {0}, b {0}, c {1}, d {0, 1}, e {}
        ItemTags tags =
                new ItemTags(new int[] {0, 1, 2, 3, 5, 5}, new int[] {0, 0, 1, 0, 1}, new double[] {1, 1, 1, 1, 3}, 6);
        MetricResources resources = MetricResources.none()
                .withTags(tags)
                .withVectors(ItemSimilarity.cosine(new double[] {1, 0, 2, 0, 0, 1, 1, 1, 0, 0}, 2));
        assertThat(value("ild_jaccard@3", RankedItems.of(A, B, C), resources)).isCloseTo(2 / 3.0, EXACT);
        assertThat(value("ild_jaccard@2", RankedItems.of(A, D), resources)).isEqualTo(0.5);
        assertThat(value("ild_jaccard@2", RankedItems.of(A, E), resources)).isEqualTo(1);
        assertThat(value("ild_jaccard@2", RankedItems.of(A), resources)).isZero();
        assertThat(value("tag_coverage@2", RankedItems.of(A, D), resources)).isCloseTo(2 / 6.0, EXACT);
        assertThat(value("ild_cosine@3", RankedItems.of(A, B, C), resources)).isCloseTo(2 / 3.0, EXACT);
        assertThat(value("ild_cosine@2", RankedItems.of(A, D), resources)).isCloseTo(1 - Math.sqrt(0.5), EXACT);
        assertThat(value("ild_cosine@2", RankedItems.of(A, E), resources)).isEqualTo(1);
        // d relevant; cosines 1 and 0 to training items d and e.
        assertThat(value("serendipity_content@2", RankedItems.of(D, B), resources, D, E))
                .isCloseTo((1 - 0.5) / 2, EXACT);
        // d relevant; cosine to a is sqrt(1/2), to e (zero vector) 0.
        assertThat(value("serendipity_content@2", RankedItems.of(D, B), resources, A, E))
                .isCloseTo((1 - Math.sqrt(0.5) / 2) / 2, EXACT);
    }

    @Test
    void calibration() {
        ItemTags tags =
                new ItemTags(new int[] {0, 1, 2, 3, 5, 5}, new int[] {0, 0, 1, 0, 1}, new double[] {1, 1, 1, 1, 3}, 2);
        MetricResources resources = MetricResources.none().withTags(tags);
        RankedItems rock = RankedItems.of(A, B, E);
        assertThat(value("calib_hellinger@9", rock, resources, A, C)).isCloseTo(0.5412, within(5e-5));
        assertThat(value("calib_kl@9", rock, resources, A, C))
                .isCloseTo(0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(0.5 / 0.005), EXACT);
        // p = (1/2, 1/2), q = (1, 0), middle (3/4, 1/4)
        double js = (0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25) + Math.log(1 / 0.75)) / 2 / Math.log(2);
        assertThat(value("calib_js_bits@9", rock, resources, A, C)).isCloseTo(js, EXACT);
        // Untagged e holds rank 1, so c and a weigh 1/log2(3) and 1/log2(4).
        double wc = Math.log(2) / Math.log(3);
        double q0 = 0.5 / (wc + 0.5);
        double kl = 0.5 * Math.log(0.5 / (0.99 * q0 + 0.005)) + 0.5 * Math.log(0.5 / (0.99 * (1 - q0) + 0.005));
        assertThat(value("calib_kl_logw@9", RankedItems.of(E, C, A), resources, A, C))
                .isCloseTo(kl, EXACT);
        assertThat(js).isCloseTo(0.3113, within(5e-5));
        assertThat(kl).isCloseTo(0.0066, within(5e-5));
        // Shares 1/4, 3/4 of d on both sides: a perfect match.
        assertThat(value("calib_kl@9", RankedItems.of(D), resources, D)).isCloseTo(0, EXACT);
        assertThat(value("calib_kl@9", RankedItems.of(E), resources, D)).isNaN();
    }

    private static double system(String label, int items, RankedItems... lists) {
        MetricResources resources = items == POPULARITY.catalogSize() ? RESOURCES : MetricResources.none();
        MetricCollector collector =
                new MetricCollector(List.of(Metrics.parse(label, resources)), Population.RELEVANT, items, resources);
        for (RankedItems list : lists) {
            collector.add(MetricContext.of(list, Truth.binary(D), 1, new int[] {A, C}));
        }
        return Fixtures.get(collector.values(), label).value();
    }

    @Test
    void exposureOfTheWholeCatalogue() {
        RankedItems ab = RankedItems.of(A, B);
        RankedItems ac = RankedItems.of(A, C);
        assertThat(system("coverage@2", 4, ab, ac)).isEqualTo(0.75);
        assertThat(system("coverage_count@2", 4, ab, ac)).isEqualTo(3);
        assertThat(system("coverage@1", 4, ab, ac)).isEqualTo(0.25);
        assertThat(system("gini@2", 4, ab, ac)).isEqualTo(0.375);
        assertThat(system("gini_unbiased@2", 4, ab, ac)).isEqualTo(0.5);
        assertThat(system("gini_index_ranksys@2", 4, ab, ac)).isEqualTo(0.5);
        assertThat(system("entropy_bits@2", 4, ab, ac)).isCloseTo(1.5, EXACT);
        assertThat(system("entropy_norm@2", 4, ab, ac)).isCloseTo(0.75, EXACT);
        assertThat(system("simpson@2", 4, ab, ac)).isEqualTo(0.375);
        assertThat(system("unique_tracks@2", 4, ab, ac)).isEqualTo(1.5);
        assertThat(system("unique_tracks@2", 4, ab, ac, RankedItems.of()))
                .as("over lists that hold something")
                .isEqualTo(1.5);
        assertThat(system("user_coverage@2", 4, ab, ac)).isEqualTo(1);
        assertThat(system("user_coverage@2", 4, ab, RankedItems.of())).isEqualTo(0.5);
        assertThat(system("personalization@2", 4, ab, ac)).isEqualTo(0.5);
        // history a, c: mean 2.5; lists: (4 + 2) / 2 and (4 + 1) / 2.
        assertThat(system("gap_profile@2", 5, ab, ac)).isEqualTo(2.5);
        assertThat(system("gap_list@2", 5, ab, ac)).isEqualTo(2.75);
        assertThat(system("pop_lift@2", 5, ab, ac)).isCloseTo(0.1, EXACT);
    }

    @Test
    void nothingShownIsUndefined() {
        for (String label : List.of(
                "gini@2", "entropy_bits@2", "simpson@2", "personalization@2", "pop_lift@2", "unique_tracks@2")) {
            assertThat(system(label, 4, RankedItems.missing())).as(label).isNaN();
        }
        assertThat(system("coverage@2", 4, RankedItems.missing())).isZero();
        assertThatThrownBy(() -> system("coverage@2", 4, RankedItems.of(E))).hasMessageContaining("outside");
    }

    @Test
    void personalizationEqualsTheMeanOverPairs() {
        long seed = 11;
        Random random = new Random(seed);
        List<RankedItems> lists = new ArrayList<>();
        for (int u = 0; u < 12; u++) {
            lists.add(RankedItems.of(
                    random.ints(0, 9).distinct().limit(random.nextInt(5)).toArray()));
        }
        double overlap = 0;
        int pairs = 0;
        List<RankedItems> shown = lists.stream().filter(l -> l.size() > 0).toList();
        for (int i = 0; i < shown.size(); i++) {
            for (int j = i + 1; j < shown.size(); j++) {
                overlap += shared(shown.get(i), shown.get(j)) / 4.0;
                pairs++;
            }
        }
        assertThat(system("personalization@4", 9, lists.toArray(new RankedItems[0])))
                .as("seed %d", seed)
                .isCloseTo(1 - overlap / pairs, EXACT);
    }

    private static int shared(RankedItems a, RankedItems b) {
        int shared = 0;
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                shared += a.item(i) == b.item(j) ? 1 : 0;
            }
        }
        return shared;
    }
}

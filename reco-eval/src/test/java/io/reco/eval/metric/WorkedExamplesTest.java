package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc of each metric, by hand. */
class WorkedExamplesTest {
    private static final Offset<Double> EXACT = within(1e-15);
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int X = 3;
    private static final int Y = 4;
    private static final double LOG2_3 = Math.log(3) / Math.log(2);
    private static final double LOG2_5 = Math.log(5) / Math.log(2);
    private static final RankedItems XAYB = RankedItems.of(X, A, Y, B);

    /** List x, a, y, b; relevant a, b, c; training items a, c. */
    private static final MetricContext CONTEXT = MetricContext.of(XAYB, Truth.binary(A, B, C), 1, new int[] {A, C});

    private static double value(String label, MetricContext context, MetricResources resources) {
        return ((ListMetric) Metrics.parse(label, resources)).value(context);
    }

    private static double value(String label) {
        return value(label, CONTEXT, MetricResources.none());
    }

    @Test
    void accuracy() {
        assertThat(value("precision@4")).isEqualTo(0.5);
        assertThat(value("precision@10")).isEqualTo(0.2);
        assertThat(value("precision_len@10")).isEqualTo(0.5);
        assertThat(value("recall@4")).isCloseTo(2 / 3.0, EXACT);
        assertThat(value("recall@2")).isCloseTo(1 / 3.0, EXACT);
        assertThat(value("recall_capped@2")).isEqualTo(0.5);
        assertThat(value("f1@4")).isCloseTo(4 / 7.0, EXACT);
        assertThat(value("hit@1")).isZero();
        assertThat(value("hit@2")).isEqualTo(1);
        assertThat(value("rr")).isEqualTo(0.5);
        assertThat(value("rr@1")).isZero();
        assertThat(value("rprec")).isCloseTo(1 / 3.0, EXACT);
        assertThat(value("ap")).isCloseTo(1 / 3.0, EXACT);
        assertThat(value("ap@2")).isCloseTo(0.5 / 3, EXACT);
        assertThat(value("ap_capped@2")).isEqualTo(0.25);
        assertThat(value("num_rel")).isEqualTo(3);
        assertThat(value("num_ret")).isEqualTo(4);
        assertThat(value("num_rel_ret")).isEqualTo(2);
    }

    @Test
    void ndcgVariants() {
        double ideal = 1 + 1 / LOG2_3 + 0.5;
        assertThat(value("ndcg@4")).isCloseTo((1 / LOG2_3 + 1 / LOG2_5) / ideal, EXACT);
        assertThat(value("ndcg@4")).isCloseTo(0.49819, within(1e-5));
        assertThat(value("ndcg_jk@4")).isCloseTo(1.5 / (2 + 1 / LOG2_3), EXACT);
        assertThat(value("ndcg_jk@4")).isCloseTo(0.57014, within(1e-5));
        // Grades 3, 1, 2 and level 2: b is not relevant, but still gains 1.
        MetricContext graded =
                MetricContext.of(XAYB, Truth.graded(new int[] {A, B, C, X}, new int[] {3, 1, 2, -1}), 2, new int[0]);
        double linear = (3 / LOG2_3 + 1 / LOG2_5) / (3 + 2 / LOG2_3 + 0.5);
        double exponential = (7 / LOG2_3 + 1 / LOG2_5) / (7 + 3 / LOG2_3 + 0.5);
        double binary = (1 / LOG2_3) / (1 + 1 / LOG2_3);
        assertThat(value("ndcg", graded, MetricResources.none())).isCloseTo(linear, EXACT);
        assertThat(value("ndcg_exp_jk", graded, MetricResources.none())).isCloseTo(7.5 / (10 + 1 / LOG2_3), EXACT);
        assertThat(value("ndcg_bin_jk", graded, MetricResources.none())).isEqualTo(0.5);
        assertThat(value("ndcg_exp", graded, MetricResources.none())).isCloseTo(exponential, EXACT);
        assertThat(value("ndcg_bin", graded, MetricResources.none())).isCloseTo(binary, EXACT);
        assertThat(value("recall@4", graded, MetricResources.none())).isEqualTo(0.5);
    }

    @Test
    void exponentialGainsOfLargeGradesAreWhatTheirDistanceSays() {
        for (int largest : new int[] {1000, 1023, 1024, 1_000_000, Integer.MAX_VALUE}) { // 2^1024 is no double
            MetricContext context = MetricContext.of(
                    XAYB, Truth.graded(new int[] {A, B, C}, new int[] {largest - 1, largest, 3}), 1, new int[0]);
            assertThat(value("ndcg_exp", context, MetricResources.none()))
                    .as("largest grade %d", largest)
                    .isCloseTo((0.5 / LOG2_3 + 1 / LOG2_5) / (1 + 0.5 / LOG2_3), EXACT);
            MetricContext first = MetricContext.of(
                    RankedItems.of(B, A, C),
                    Truth.graded(new int[] {A, B, C}, new int[] {largest - 1, largest, 3}),
                    1,
                    new int[0]);
            assertThat(value("ndcg_exp_jk@2", first, MetricResources.none())).isEqualTo(1);
        }
    }

    @Test
    void theIdealIsThatOfTheTruthNotOfTheList() {
        MetricContext shortList = MetricContext.of(RankedItems.of(A), Truth.binary(A, B, C));
        assertThat(value("ndcg@10", shortList, MetricResources.none())).isCloseTo(1 / (1 + 1 / LOG2_3 + 0.5), EXACT);
    }

    @Test
    void clicksCountPagesOfTen() {
        int[] list = new int[30];
        for (int i = 0; i < 30; i++) {
            list[i] = i;
        }
        for (int rank : new int[] {1, 10, 11, 20, 21, 30}) {
            int page = (rank - 1) / 10;
            MetricContext context = MetricContext.of(RankedItems.of(list), Truth.binary(rank - 1));
            assertThat(value("clicks@50", context, MetricResources.none()))
                    .as("rank %d", rank)
                    .isEqualTo(page);
        }
        MetricContext context = MetricContext.of(RankedItems.of(list), Truth.binary(20));
        assertThat(value("clicks@20", context, MetricResources.none())).isEqualTo(3);
        assertThat(value("clicks@50")).isZero();
        assertThat(value("clicks@50", MetricContext.of(XAYB, Truth.binary(C)), MetricResources.none()))
                .isEqualTo(6);
    }

    @Test
    void emptyTruthAndEmptyListScoreZeroForAccuracy() {
        MetricContext noTruth = MetricContext.of(XAYB, Truth.graded(new int[] {A}, new int[] {0}));
        MetricContext noList = MetricContext.of(RankedItems.missing(), Truth.binary(A));
        for (String name : Metrics.names()) {
            if (name.matches(
                    "precision|precision_len|recall|recall_capped|f1|hit|rr|ap|ap_capped|ndcg|ndcg_.{2,3}|ndcg_..._jk|ndcg_satisfied")) {
                assertThat(value(name + "@5", noTruth, MetricResources.none()))
                        .as(name)
                        .isZero();
                assertThat(value(name + "@5", noList, MetricResources.none()))
                        .as(name)
                        .isZero();
            }
        }
        assertThat(value("clicks@50", noTruth, MetricResources.none())).isEqualTo(6);
        assertThat(value("clicks@50", noList, MetricResources.none())).isEqualTo(6);
    }

    @Test
    void satisfaction() {
        // c is a negative grade, so in the pool, not heard; x was skipped.
        MetricContext context = MetricContext.of(
                XAYB,
                Truth.weighted(new int[] {X, A, B, C}, new int[] {0, 1, 1, -1}, new double[] {0, 1, 0.5, Double.NaN}));
        MetricResources none = MetricResources.none();
        assertThat(value("ndcg_satisfied@4", context, none))
                .isCloseTo((1 / LOG2_3 + 0.5 / LOG2_5) / (1 + 0.5 / LOG2_3), EXACT)
                .isCloseTo(0.64332, within(1e-5));
        assertThat(value("ndcg_satisfied@1", context, none)).isZero();
        assertThat(value("satisfied@4", context, none)).isEqualTo(0.5);
        assertThat(value("skipped@4", context, none)).isCloseTo(1 / 3.0, EXACT);
        assertThat(value("skipped@1", context, none)).isEqualTo(1);
        assertThat(value("satisfied@2", CONTEXT, none)).as("gain 1 by default").isEqualTo(1);
        MetricContext strangers = MetricContext.of(RankedItems.of(Y), Truth.binary(A));
        assertThat(value("satisfied@1", strangers, none)).isNaN();
        assertThat(value("skipped@1", strangers, none)).isNaN();
        MetricContext onlySkips =
                MetricContext.of(XAYB, Truth.weighted(new int[] {X}, new int[] {0}, new double[] {0}));
        assertThat(value("ndcg_satisfied@4", onlySkips, none)).isZero();
        assertThatThrownBy(() -> Truth.weighted(new int[] {X}, new int[] {1}, new double[] {1.5}))
                .hasMessageContaining("gain of item index 3 is 1.5");
        assertThatThrownBy(() -> Truth.weighted(new int[] {X}, new int[] {1}, new double[0]))
                .hasMessageContaining("gains has length 0");
    }

    @Test
    void gainsFollowTheirItemsIntoPartsOfTheTruth() {
        MetricContext context = MetricContext.of(
                XAYB, Truth.weighted(new int[] {B, A}, new int[] {1, 1}, new double[] {0.5, 1}), 1, new int[] {A, C});
        assertThat(value("ndcg_satisfied_repeat", context, MetricResources.none()))
                .isCloseTo(1 / LOG2_3, EXACT);
        assertThat(value("ndcg_satisfied_explore", context, MetricResources.none()))
                .isCloseTo(1 / LOG2_5, EXACT);
    }

    @Test
    void repeatAndExplore() {
        assertThat(value("recall_repeat@4")).isEqualTo(0.5);
        assertThat(value("recall_explore@4")).isEqualTo(1);
        // Explore: only b counts, found at rank 4.
        assertThat(value("ndcg_explore@4")).isCloseTo(1 / LOG2_5, EXACT);
        assertThat(value("repeat@4")).isEqualTo(0.25);
        assertThat(value("repeat_bias@4")).isCloseTo(0.25 - 2 / 3.0, EXACT);
        MetricContext allNew = MetricContext.of(XAYB, Truth.binary(A, B, C));
        assertThat(value("ndcg_repeat@4", allNew, MetricResources.none())).isNaN();
        MetricContext noList = MetricContext.of(RankedItems.missing(), Truth.binary(A), 1, new int[] {A});
        assertThat(value("ndcg_repeat@4", noList, MetricResources.none())).isZero();
        assertThat(value("repeat@4", noList, MetricResources.none())).isNaN();
    }

    @Test
    void artists() {
        // artist of a, b, c, x, y
        MetricResources resources = MetricResources.none().withArtists(new ItemGroups(new int[] {2, 3, 4, 1, 3}));
        assertThat(value("new_artist@4", CONTEXT, resources)).isEqualTo(0.75);
        assertThat(value("artist_entropy@4", CONTEXT, resources)).isCloseTo(1.5, EXACT);
        MetricResources same = MetricResources.none().withArtists(new ItemGroups(new int[] {1, 1, 9, 9, 1}));
        MetricContext context = MetricContext.of(RankedItems.of(A, Y, B), Truth.binary(A, B));
        assertThat(value("rprec_artist_a", context, same)).isEqualTo(0.625);
        assertThat(value("rprec_artist_b", context, same)).isEqualTo(0.625);
        MetricContext perfect = MetricContext.of(RankedItems.of(A, B), Truth.binary(A, B));
        assertThat(value("rprec_artist_a", perfect, same)).isEqualTo(1.125);
        assertThat(value("rprec_artist_b", perfect, same)).isEqualTo(1);
    }

    @Test
    void unknownNamesAndCutoffsAreErrorsThatSayWhatIsAccepted() {
        MetricResources none = MetricResources.none();
        assertThatThrownBy(() -> Metrics.parse("ndgc@10", none))
                .hasMessageContaining("'ndgc@10'")
                .hasMessageContaining("ndcg_exp");
        assertThatThrownBy(() -> Metrics.parse("recall", none)).hasMessageContaining("recall@10");
        assertThatThrownBy(() -> Metrics.parse("rprec@10", none)).hasMessageContaining("no cutoff");
        assertThatThrownBy(() -> Metrics.parse("recall@0", none)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Metrics.parse("recall@-1", none)).hasMessageContaining("'-1'");
        assertThatThrownBy(() -> Metrics.parse("clicks@55", none)).hasMessageContaining("multiple of 10");
        assertThatThrownBy(() -> Metrics.parse("arp@10", none)).hasMessageContaining("training popularity");
        assertThat(Metrics.parseAll("ndcg@10, recall@20,ndcg@10", none))
                .extracting(Metric::label)
                .containsExactly("ndcg@10", "recall@20");
    }
}

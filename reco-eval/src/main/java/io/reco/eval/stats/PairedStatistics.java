package io.reco.eval.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Every paired test and interval of this package for one pair of vectors, as a table of test, quantity and value.
 *
 * <p>Tests: {@code t}, {@code sign}, {@code wilcoxon_wilcox_exact} and {@code wilcoxon_pratt_exact} (where {@link WilcoxonTest#exact} is
 * possible), {@code wilcoxon_P_normal} and {@code wilcoxon_P_normal_cc} for P {@code wilcox}, {@code pratt}, {@code zsplit}, {@code permutation_exact} (up to 20
 * pairs, else {@code permutation_mc}), {@code bootstrap}, {@code bootstrap_percentile_mc}, {@code bootstrap_basic_mc} and {@code bootstrap_bca_mc} (up to {@link
 * MeanInterval#BOOTSTRAP_UP_TO} pairs), and {@code bootstrap_percentile_enumerated} (up to 6 pairs). Quantities: {@code p_two}, {@code p_greater} (mean of a - b above 0), {@code p_less}, and
 * what each test has beside. Ends of intervals are {@code ci95_low}, {@code ci95_high} at level 0.95.
 *
 * @param rows test by test
 */
public record PairedStatistics(List<Row> rows) {
    /**
     * One number.
     *
     * @param test name of the test or interval
     * @param quantity what it is
     * @param value the number
     */
    public record Row(String test, String quantity, double value) {}

    /** Copies the rows. */
    public PairedStatistics {
        rows = List.copyOf(rows);
    }

    /**
     * {@return the table of one pair of vectors}
     *
     * @param differences rounded differences a - b
     * @param options level, resamples, seed
     */
    public static PairedStatistics of(PairedDifferences differences, TestOptions options) {
        Builder builder = new Builder(options);
        builder.t(differences);
        builder.sign(SignTest.of(differences));
        builder.ranks(differences);
        builder.permutation(SignFlipTest.of(differences, options.resamples(), options.seed()));
        builder.bootstrap(differences);
        return new PairedStatistics(builder.rows);
    }

    /**
     * {@return one number, if it is in the table}
     *
     * @param test name of the test
     * @param quantity what it is
     */
    public OptionalDouble value(String test, String quantity) {
        return rows.stream()
                .filter(r -> r.test.equals(test) && r.quantity.equals(quantity))
                .mapToDouble(Row::value)
                .findFirst();
    }

    private static final class Builder {
        private final TestOptions options;
        private final String interval;
        private final List<Row> rows = new ArrayList<>();

        Builder(TestOptions options) {
            this.options = options;
            String percent = Double.toString(Math.rint(options.level() * 1e8) / 1e6);
            this.interval = "ci" + (percent.endsWith(".0") ? percent.substring(0, percent.length() - 2) : percent);
        }

        private void add(String test, String quantity, double value) {
            rows.add(new Row(test, quantity, value));
        }

        private void p(String test, double twoSided, double greater, double less) {
            add(test, "p_two", twoSided);
            add(test, "p_greater", greater);
            add(test, "p_less", less);
        }

        private void interval(String test, String suffix, Interval ends) {
            add(test, interval + "_low" + suffix, ends.low());
            add(test, interval + "_high" + suffix, ends.high());
        }

        void t(PairedDifferences differences) {
            PairedTTest test = PairedTTest.of(differences, options.level());
            add("t", "n", test.n());
            add("t", "mean_diff", test.mean());
            if (test.degenerate()) {
                add("t", "degenerate", 1);
                return;
            }
            add("t", "t", test.t());
            p("t", test.pTwoSided(), test.pGreater(), test.pLess());
            interval("t", "", test.interval());
            add("t", "cohen_dz", test.cohenDz());
        }

        void sign(SignTest test) {
            add("sign", "n_pos", test.positive());
            add("sign", "n_neg", test.negative());
            p("sign", test.pTwoSided(), test.pGreater(), test.pLess());
        }

        void ranks(PairedDifferences differences) {
            for (Zeros zeros : new Zeros[] {Zeros.WILCOX, Zeros.PRATT}) {
                WilcoxonTest.exactIfPossible(differences, zeros).ifPresent(test -> ranks(name(zeros) + "_exact", test));
            }
            for (Zeros zeros : Zeros.values()) {
                ranks(name(zeros) + "_normal", WilcoxonTest.normal(differences, zeros, false));
                ranks(name(zeros) + "_normal_cc", WilcoxonTest.normal(differences, zeros, true));
            }
        }

        private static String name(Zeros zeros) {
            return "wilcoxon_" + zeros.name().toLowerCase(Locale.ROOT);
        }

        private void ranks(String name, WilcoxonTest test) {
            add(name, "r_plus", test.rPlus());
            add(name, "r_minus", test.rMinus());
            if (!test.exact()) {
                add(name, "statistic", Math.min(test.rPlus(), test.rMinus()));
                add(name, "z", test.z());
            }
            p(name, test.pTwoSided(), test.pGreater(), test.pLess());
            add(name, "rank_biserial", test.rankBiserial());
        }

        void permutation(SignFlipTest test) {
            String name = test.exact() ? "permutation_exact" : "permutation_mc";
            add(name, "assignments", test.resamples());
            p(name, test.pTwoSided(), test.pGreater(), test.pLess());
        }

        void bootstrap(PairedDifferences differences) {
            double[] values = differences.shared();
            add("bootstrap", "se_exact", Bootstrap.standardErrorExact(values));
            if (values.length <= MeanInterval.BOOTSTRAP_UP_TO) {
                Bootstrap drawn = Bootstrap.ofMean(values, options.resamples(), options.seed());
                interval("bootstrap_percentile_mc", "", drawn.percentile(options.level()));
                interval("bootstrap_basic_mc", "", drawn.basic(options.level()));
                interval("bootstrap_bca_mc", "", drawn.bca(options.level()));
            }
            if (values.length <= Bootstrap.ENUMERATED_UP_TO) {
                Bootstrap all = Bootstrap.enumerated(values);
                for (Quantile kind : Quantile.values()) {
                    interval(
                            "bootstrap_percentile_enumerated",
                            "_" + kind.name().toLowerCase(Locale.ROOT),
                            all.percentile(options.level(), kind));
                }
            }
        }
    }
}

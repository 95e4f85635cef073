package io.reco.eval.stats;

import it.unimi.dsi.fastutil.ints.IntArrays;

/**
 * Adjusts p values for many comparisons. The example adjusts {@code 0.01, 0.04, 0.03}.
 */
public enum Correction {
    /** As they are. */
    NONE {
        @Override
        double scaled(double p, int place, int m) {
            return p;
        }
    },
    /** {@code m p}, at most 1: {@code 0.03, 0.12, 0.09}. Controls the chance of any false finding. */
    BONFERRONI {
        @Override
        double scaled(double p, int place, int m) {
            return m * p;
        }
    },
    /** Step-down (Holm 1979), never weaker than Bonferroni: {@code 0.03, 0.06, 0.06}. The default. */
    HOLM {
        @Override
        double scaled(double p, int place, int m) {
            return (m - place) * p;
        }
    },
    /** Step-up (Hochberg 1988), for independent or positively dependent tests: {@code 0.03, 0.04, 0.04}. */
    HOCHBERG {
        @Override
        double scaled(double p, int place, int m) {
            return (m - place) * p;
        }
    },
    /** Benjamini and Hochberg (1995), controls the share of false findings: {@code 0.03, 0.04, 0.04}. */
    BENJAMINI_HOCHBERG {
        @Override
        double scaled(double p, int place, int m) {
            return p * m / (place + 1);
        }
    },
    /** {@code 1 - (1 - p)^m}, for independent tests: {@code 1 - 0.99^3, 1 - 0.96^3, 1 - 0.97^3}. */
    SIDAK {
        @Override
        double scaled(double p, int place, int m) {
            return -Math.expm1(m * Math.log1p(-p));
        }
    };

    /** The adjusted value before monotony; {@code place} is 0-based in ascending order. */
    abstract double scaled(double p, int place, int m);

    /**
     * {@return adjusted p values, in the order of the input, each at most 1}
     *
     * @param p values from 0 to 1. Not modified
     */
    public double[] adjust(double... p) {
        int m = p.length;
        int[] order = new int[m];
        for (int i = 0; i < m; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException("p[" + i + "] is " + p[i] + ", expected 0 to 1");
            }
            order[i] = i;
        }
        IntArrays.mergeSort(order, (a, b) -> Double.compare(p[a], p[b]));
        double[] adjusted = new double[m];
        for (int place = 0; place < m; place++) {
            adjusted[order[place]] = Math.min(1, scaled(p[order[place]], place, m));
        }
        if (this == HOLM) {
            for (int place = 1; place < m; place++) {
                adjusted[order[place]] = Math.max(adjusted[order[place]], adjusted[order[place - 1]]);
            }
        } else if (this == HOCHBERG || this == BENJAMINI_HOCHBERG) {
            for (int place = m - 2; place >= 0; place--) {
                adjusted[order[place]] = Math.min(adjusted[order[place]], adjusted[order[place + 1]]);
            }
        }
        return adjusted;
    }
}

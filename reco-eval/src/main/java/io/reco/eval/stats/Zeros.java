package io.reco.eval.stats;

/**
 * What the signed-rank test does with differences of 0. The example has the differences {@code 0, 1, -2, 3}.
 */
public enum Zeros {
    /** They are dropped before ranking (Wilcoxon 1945): ranks {@code 1, 2, 3}, {@code R+ = 4}, {@code R- = 2}. */
    WILCOX,
    /** They are ranked, and their ranks dropped (Pratt 1959): ranks {@code 2, 3, 4}, {@code R+ = 6}, {@code R- = 3}. */
    PRATT,
    /** They are ranked, and their ranks split evenly: {@code R+ = 6.5}, {@code R- = 3.5}. */
    ZSPLIT
}

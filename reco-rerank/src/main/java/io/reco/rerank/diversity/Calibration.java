package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Arrays;

/**
 * Calibration (Steck, RecSys 2018): fills the list so that its shares of classes (genres, say) follow a target {@code p}. The
 * worth of a candidate is that of the list with it, {@code (1 - lambda) * sum_i w_i s_i - lambda * KL(p || q~)}, where
 * {@code q = sum_i w_i p(g|i) / sum_i w_i}, {@code q~ = (1 - alpha) q + alpha p} and KL uses the natural logarithm.
 *
 * <p>O(k x candidates x classes).
 *
 * @param lambda in [0, 1]; 0 is the order of the scores
 * @param alpha in (0, 1): keeps the divergence finite where a class is missing; 0.01 in the paper
 * @param weights what a position weighs
 * @param classes the classes of tracks and the target of a character
 */
public record Calibration(double lambda, double alpha, Weights weights, Classes classes) implements ObjectiveRule {
    /** What position {@code r}, from 1, weighs. */
    public enum Weights {
        /** 1. */
        UNIFORM,
        /** {@code 1 / log2(r + 1)}. */
        LOG
    }

    /** Classes of tracks, and how much of each a character should get. Thread-safe. */
    public interface Classes {
        /** Number of classes. */
        int count();

        /**
         * Shares of the classes in a track.
         *
         * @param t index of the track
         * @param shares modified: {@code count()} values of 0 or above, summing to 1, or all 0 for a track of no class
         */
        void ofTrack(int t, double[] shares);

        /** Shares that the list of a request should have: {@code count()} values of 0 or above, summing to 1. */
        double[] target(RuleContext context);
    }

    /** Checks the ranges. */
    public Calibration {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("calibration: lambda " + lambda + " is not in [0, 1]");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("calibration: alpha " + alpha + " is not in (0, 1)");
        }
    }

    @Override
    public String name() {
        return "calibration";
    }

    @Override
    public Objective bind(Pool pool, RuleContext context, int k) {
        return new Filling(pool, context);
    }

    /** The list so far: {@code mass[g] = sum_i w_i p(g|i)}. */
    private final class Filling implements Objective {
        private final Pool pool;
        private final int classCount = classes.count();
        private final double[] target;
        private final double[] shares;
        private final double[] mass;
        private double weightSum;
        private double scoreSum;
        private int placed;

        Filling(Pool pool, RuleContext context) {
            this.pool = pool;
            target = classes.target(context);
            mass = new double[classCount];
            shares = new double[pool.size() * classCount];
            double[] row = new double[classCount];
            for (int i = 0; i < pool.size(); i++) {
                Arrays.fill(row, 0);
                classes.ofTrack(pool.track(i), row);
                System.arraycopy(row, 0, shares, i * classCount, classCount);
            }
        }

        private double nextWeight() {
            return weights == Weights.UNIFORM ? 1 : Math.log(2) / Math.log(placed + 2);
        }

        @Override
        public double value(int i) {
            double w = nextWeight();
            double divergence = 0;
            for (int g = 0; g < classCount; g++) {
                if (target[g] > 0) {
                    double q = (mass[g] + w * shares[i * classCount + g]) / (weightSum + w);
                    divergence += target[g] * Math.log(target[g] / ((1 - alpha) * q + alpha * target[g]));
                }
            }
            return (1 - lambda) * (scoreSum + w * pool.score(i)) - lambda * divergence;
        }

        @Override
        public void place(int i) {
            double w = nextWeight();
            for (int g = 0; g < classCount; g++) {
                mass[g] += w * shares[i * classCount + g];
            }
            weightSum += w;
            scoreSum += w * pool.score(i);
            placed++;
        }
    }

    @Override
    public String toString() {
        return "Calibration[lambda=" + lambda + ", alpha=" + alpha + ", " + weights + "]";
    }
}

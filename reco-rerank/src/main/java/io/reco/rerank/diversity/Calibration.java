package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;

/**
 * Calibration (Steck, RecSys 2018): fills the list so that its shares of aspects (genres, say) follow a target {@code p}. The
 * worth of a candidate is that of the list with it, {@code (1 - lambda) * sum_i w_i s_i - lambda * KL(p || q~)}, where
 * {@code q = sum_i w_i p(g|i) / sum_i w_i}, {@code q~ = (1 - alpha) q + alpha p} and KL uses the natural logarithm. A target
 * of zeros gives the order of the scores.
 *
 * <p>O(candidates x aspects) once, then O(k x (aspects + candidates x aspects of a track)).
 *
 * @param lambda in [0, 1]; 0 is the order of the scores
 * @param alpha in (0, 1): keeps the divergence finite where an aspect is missing; 0.01 in the paper
 * @param weights what a position weighs
 * @param aspects the aspects of tracks and the target of a character
 */
public record Calibration(double lambda, double alpha, Weights weights, Aspects aspects) implements ObjectiveRule {
    /** What position {@code r}, from 1, weighs. */
    public enum Weights {
        /** 1. */
        UNIFORM,
        /** {@code 1 / log2(r + 1)}. */
        LOG
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
    final class Filling implements Objective {
        private final Pool pool;
        private final double[] target;
        private final AspectMatrix shares;
        private final double[] mass;
        /** By aspect, its part of the divergence when the next candidate has nothing of it, and their sum. */
        private final double[] parts;

        private double sumOfParts;
        private double weight;
        private double weightSum;
        private double scoreSum;
        private int placed;

        Filling(Pool pool, RuleContext context) {
            this.pool = pool;
            target = aspects.target(context);
            shares = new AspectMatrix(pool, aspects, target);
            mass = new double[target.length];
            parts = new double[target.length];
            prepare();
        }

        private void prepare() {
            weight = weights == Weights.UNIFORM ? 1 : Math.log(2) / Math.log(placed + 2);
            sumOfParts = 0;
            for (int g = 0; g < target.length; g++) {
                parts[g] = target[g] > 0 ? part(g, mass[g]) : 0;
                sumOfParts += parts[g];
            }
        }

        private double part(int g, double massOfClass) {
            double q = massOfClass / (weightSum + weight);
            return target[g] * Math.log(target[g] / ((1 - alpha) * q + alpha * target[g]));
        }

        /** KL(p || q~) of the list with this candidate. */
        double divergence(int i) {
            double divergence = sumOfParts;
            for (int e = shares.start(i); e < shares.start(i + 1); e++) {
                int g = shares.aspect(e);
                divergence += part(g, mass[g] + weight * shares.share(e)) - parts[g];
            }
            return divergence;
        }

        @Override
        public double value(int i) {
            return (1 - lambda) * (scoreSum + weight * pool.score(i)) - lambda * divergence(i);
        }

        @Override
        public void place(int i) {
            for (int e = shares.start(i); e < shares.start(i + 1); e++) {
                mass[shares.aspect(e)] += weight * shares.share(e);
            }
            weightSum += weight;
            scoreSum += weight * pool.score(i);
            placed++;
            prepare();
        }
    }

    @Override
    public String toString() {
        return "Calibration[lambda=" + lambda + ", alpha=" + alpha + ", " + weights + ", " + aspects + "]";
    }
}

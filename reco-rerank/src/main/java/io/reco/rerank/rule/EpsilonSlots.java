package io.reco.rerank.rule;

import io.reco.rerank.SamplingRule;
import java.util.List;

/**
 * Exploration in some slots: with probability {@code epsilon} such a slot goes to one of the best {@code depth} candidates that
 * fit (by score and id), each equally likely, else to the best. So of {@code m = min(depth, those that fit)} the best has
 * probability {@code 1 - epsilon + epsilon / m} and each other {@code epsilon / m}.
 *
 * @param epsilon in [0, 1]; 0 changes nothing
 * @param slots positions, 0 being the first; 0 or above, ascending, none twice. Copied
 * @param depth number of candidates to choose among, 1 or above
 */
public record EpsilonSlots(double epsilon, List<Integer> slots, int depth) implements SamplingRule {
    /** Checks the ranges. */
    public EpsilonSlots {
        Parameters.requireShare("epsilon-slots", "epsilon", epsilon);
        slots = List.copyOf(slots);
        Parameters.requireAscending("epsilon-slots", "slots", slots);
        Parameters.requireAtLeast("epsilon-slots", "depth", depth, 1);
    }

    @Override
    public String name() {
        return "epsilon-slots";
    }

    @Override
    public boolean probabilities(int position, double[] values, int n, int best, double[] probabilities) {
        if (epsilon == 0 || !slots.contains(position)) {
            return false;
        }
        int m = Math.min(depth, n);
        for (int i = 0; i < n; i++) {
            probabilities[i] = i < m ? epsilon / m : 0;
        }
        probabilities[best] += 1 - epsilon;
        return true;
    }
}

package io.reco.eval.policy;

import io.reco.core.validate.Finding;
import java.util.List;

/**
 * What is known of a target policy from a log.
 *
 * @param logged mean reward of the policy that ran, labelled {@code logged}
 * @param estimates of the target policy: {@link Estimator#IPS}, {@link Estimator#SNIPS} and, with a model, {@link
 *     Estimator#DOUBLY_ROBUST}
 * @param weights how far the log can carry them
 * @param warnings reasons not to trust the estimates, see {@link OffPolicy}
 */
public record PolicyEvaluation(
        PolicyEstimate logged, List<PolicyEstimate> estimates, PolicyWeights weights, List<Finding> warnings) {
    /** Copies the lists. */
    public PolicyEvaluation {
        estimates = List.copyOf(estimates);
        warnings = List.copyOf(warnings);
    }

    /**
     * {@return an estimate}
     *
     * @param estimator which
     * @throws IllegalArgumentException if there is none, because the log has no model
     */
    public PolicyEstimate estimate(Estimator estimator) {
        if (estimator.ordinal() >= estimates.size()) {
            throw new IllegalArgumentException(
                    "there is no estimate " + estimator.label() + ": the log has no model of rewards");
        }
        return estimates.get(estimator.ordinal());
    }
}

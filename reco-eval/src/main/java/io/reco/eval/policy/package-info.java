/**
 * What another policy would have earned, estimated from the log of the one that ran.
 *
 * <p>Letters: a row is one decision, with reward {@code r}, the probability {@code p} that the logging policy gave to what it chose (its
 * propensity), the probability {@code t} that the target policy gives to the same choice, and the weight {@code w = t / p};
 * {@code q} is the reward a model expects. {@code n} is the number of rows.
 */
@NullMarked
package io.reco.eval.policy;

import org.jspecify.annotations.NullMarked;

/**
 * A small tuner of item2vec: options drawn at random from ranges (Bergstra, Bengio 2012, "Random Search for Hyper-Parameter
 * Optimization"), a model trained with each, a number that tells how good it is, and a report of what mattered. What is
 * measured, and on what, is a function of the caller.
 */
@NullMarked
package io.reco.embeddings.tune;

import org.jspecify.annotations.NullMarked;

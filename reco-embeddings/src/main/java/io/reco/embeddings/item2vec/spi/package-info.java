/**
 * What another compute backend (GPU, ND4J) implements to train item2vec. The trainer samples (windows, subsampling,
 * negatives, learning rate, attributes), keeps epochs and checkpoints, and hands the backend batches of windows in plain
 * arrays; the backend owns the two tables meanwhile and does nothing but the steps.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader} as a {@link io.reco.embeddings.item2vec.spi.TrainingBackend}.
 */
@NullMarked
package io.reco.embeddings.item2vec.spi;

import org.jspecify.annotations.NullMarked;

/**
 * item2vec: skip-gram with negative sampling (Mikolov et al. 2013) on sequences of tracks, its training kernels, its model
 * and its answers to characters.
 *
 * <p>Letters and words used in this package: V = rows (tracks that have a vector), d = dimension, stride = d rounded up to a
 * multiple of 16; <em>input</em> rows are the vectors of tracks (syn0), <em>output</em> rows those that predict the
 * neighbour (syn1neg); <em>centre</em> = the track in the middle of a window, <em>contexts</em> = its neighbours. As in the
 * reference implementation, the input row of each context predicts the output row of the centre against drawn negatives.
 */
@NullMarked
package io.reco.embeddings.item2vec;

import org.jspecify.annotations.NullMarked;

/**
 * The training steps of item2vec on ND4J arrays: on the processor (nd4j-native) or on a GPU (nd4j-cuda), whichever is on the
 * class path. A backend of {@code io.reco.embeddings.item2vec.spi}; programs choose it with {@code KernelChoice.ND4J}.
 *
 * <p>Letters: V = rows of a table, d = floats of a row (the dimension rounded up to a multiple of 16), T = tiles of a step,
 * I = input rows of a tile, O = output rows of a tile, E = rows of a tile that predict (the input rows, or one mean per
 * window for CBOW). All arrays are of floats, in c order.
 */
@NullMarked
package io.reco.nd4j.item2vec;

import org.jspecify.annotations.NullMarked;

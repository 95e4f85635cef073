/**
 * Vectors in files that other tools read and write: word2vec text and binary, NumPy, safetensors, and the tables of the
 * TensorFlow embedding projector. {@link io.reco.embeddings.format.VectorFormat} is the way in, {@link
 * io.reco.embeddings.format.NamedVectors} what is read and written.
 *
 * <p>Readers stream: besides the ids and the matrix they keep a row and a buffer. They refuse a damaged file with a {@link
 * io.reco.embeddings.format.VectorFileException} that says where and why, and check the sizes that a header claims against
 * the size of the file before they allocate. Writers write under a temporary name and rename.
 */
@NullMarked
package io.reco.embeddings.format;

import org.jspecify.annotations.NullMarked;

package io.reco.embeddings.format;

import io.reco.core.data.Catalog;
import java.util.Optional;

/**
 * How to write.
 *
 * @param blanks what to do with blanks in the ids of word2vec files
 * @param binaryNewlines whether a line feed follows each vector of a word2vec binary file, as word2vec.c writes it; gensim
 *     writes none, and both read both
 * @param catalog titles, artists and genres for the embedding projector
 */
public record VectorWriteOptions(Blanks blanks, boolean binaryNewlines, Optional<Catalog> catalog) {
    /** As gensim writes; ids with blanks are refused. */
    public static final VectorWriteOptions DEFAULT = new VectorWriteOptions(Blanks.REFUSE, false, Optional.empty());

    /** A copy with this treatment of blanks. */
    public VectorWriteOptions withBlanks(Blanks value) {
        return new VectorWriteOptions(value, binaryNewlines, catalog);
    }

    /** A copy with or without line feeds behind binary vectors. */
    public VectorWriteOptions withBinaryNewlines(boolean value) {
        return new VectorWriteOptions(blanks, value, catalog);
    }

    /** A copy with a catalogue. */
    public VectorWriteOptions withCatalog(Catalog value) {
        return new VectorWriteOptions(blanks, binaryNewlines, Optional.of(value));
    }
}

package io.reco.embeddings.format;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to read.
 *
 * @param blanks how blanks in the ids of word2vec files were written
 * @param idsFile ids of a {@code .npy} or safetensors file, one a line; if empty, {@code NAME.ids.txt} beside it
 */
public record VectorReadOptions(Blanks blanks, Optional<Path> idsFile) {
    /** Ids as they are, in the usual places. */
    public static final VectorReadOptions DEFAULT = new VectorReadOptions(Blanks.REFUSE, Optional.empty());

    /** A copy with this treatment of blanks. */
    public VectorReadOptions withBlanks(Blanks value) {
        return new VectorReadOptions(value, idsFile);
    }

    /** A copy with this file of ids. */
    public VectorReadOptions withIdsFile(Path value) {
        return new VectorReadOptions(blanks, Optional.of(value));
    }
}

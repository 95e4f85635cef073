package io.reco.embeddings.format;

import java.util.List;

/**
 * What a file held.
 *
 * @param vectors the vectors
 * @param format the format they were read as
 * @param notes what a person should know: conversions, parts that were not read; may be empty
 */
public record VectorRead(NamedVectors vectors, VectorFormat format, List<String> notes) {
    /** Copies the list. */
    public VectorRead {
        notes = List.copyOf(notes);
    }
}

package io.reco.embeddings.format;

import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes one format. Stateless. */
interface VectorCodec {
    void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException;

    VectorRead read(Path file, VectorReadOptions options) throws IOException;
}

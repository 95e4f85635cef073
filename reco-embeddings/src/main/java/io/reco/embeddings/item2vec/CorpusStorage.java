package io.reco.embeddings.item2vec;

/** Where the encoded sequences lie while they are trained on. The same bits come out of either. */
public enum CorpusStorage {
    /** In memory if the heap takes them beside the vectors, else on disk; the choice is logged. */
    AUTO,
    /** In memory, 4 bytes a token; refused if the heap cannot take it. */
    MEMORY,
    /** In a temporary file, 4 bytes a token, read block by block. */
    DISK
}

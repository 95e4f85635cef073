package io.reco.nd4j.dl4j;

/** The forms of word vectors that {@code WordVectorSerializer} of DL4J reads and writes. */
public enum Dl4jForm {
    /**
     * A zip of text files, {@code writeWord2VecModel}: vectors, counts, configuration. Ids are in Base64, so that any id comes
     * back byte for byte. Numbers are decimal and come back to the bit.
     */
    ZIP,
    /**
     * One text file, {@code writeWordVectors(lookupTable, file)}: a header, then an id in Base64 and its numbers a line. No
     * counts: the support of each track is 1 when read. Also read: files without header or Base64, as
     * {@code writeWordVectors(word2Vec, file)} writes them; DL4J put {@code _Az92_} for spaces there, which stays as it is.
     */
    TEXT,
    /**
     * The binary form of word2vec.c, which DL4J reads and does not write. An id ends at the first space. No counts: the
     * support of each track is 1.
     */
    BINARY
}

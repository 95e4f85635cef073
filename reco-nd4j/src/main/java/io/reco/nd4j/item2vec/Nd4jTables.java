package io.reco.nd4j.item2vec;

import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.item2vec.spi.TrainingBackend.Setup;
import io.reco.embeddings.item2vec.spi.TrainingTables;
import io.reco.embeddings.item2vec.spi.WindowBatch;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The two tables in memory of ND4J. All windows of a batch see the rows from before it; those of kind CBOW, if a batch mixes
 * kinds, see the updates of the others.
 */
final class Nd4jTables implements TrainingTables {
    /** Rows copied at once. */
    private static final int CHUNK_ROWS = 4096;

    private final Setup setup;
    private final Transfers transfers;
    private final int rows;
    private final int length;
    private final INDArray inputTable;
    private final INDArray outputTable;
    private @Nullable TileStep plainStep;
    private @Nullable TileStep meanStep;

    /** Copies the tables. */
    Nd4jTables(FloatMatrix inputs, FloatMatrix outputs, Setup setup, Transfers transfers) {
        this.setup = setup;
        this.transfers = transfers;
        rows = inputs.rows();
        length = FloatMatrix.paddedLength(inputs.dim());
        inputTable = copy(inputs);
        outputTable = copy(outputs);
    }

    private INDArray copy(FloatMatrix matrix) {
        INDArray table = Nd4j.create(DataType.FLOAT, new long[] {rows + 1L, length}, 'c');
        float[] chunk = new float[Math.min(CHUNK_ROWS, rows) * length];
        for (int from = 0; from < rows; from += CHUNK_ROWS) {
            int end = Math.min(rows, from + CHUNK_ROWS);
            for (int r = from; r < end; r++) {
                matrix.copyRow(r, chunk, (r - from) * length);
            }
            transfers.write(table.get(NDArrayIndex.interval(from, end)), chunk);
        }
        return table;
    }

    @Override
    public double train(WindowBatch batch) {
        boolean plain = false;
        boolean means = false;
        for (int w = 0; w < batch.windows(); w++) {
            plain |= !batch.meanInputs(w);
            means |= batch.meanInputs(w);
        }
        return (plain ? plainStep().run(batch) : 0) + (means ? meanStep().run(batch) : 0);
    }

    private TileStep plainStep() {
        TileStep step = plainStep;
        if (step == null) {
            step = new TileStep(new TilePlan(setup, false, rows), transfers, inputTable, outputTable);
            plainStep = step;
        }
        return step;
    }

    private TileStep meanStep() {
        TileStep step = meanStep;
        if (step == null) {
            step = new TileStep(new TilePlan(setup, true, rows), transfers, inputTable, outputTable);
            meanStep = step;
        }
        return step;
    }

    @Override
    public void copyTo(FloatMatrix inputs, FloatMatrix outputs) {
        Nd4j.getExecutioner().commit();
        copyBack(inputTable, inputs);
        copyBack(outputTable, outputs);
    }

    private void copyBack(INDArray table, FloatMatrix matrix) {
        for (int from = 0; from < rows; from += CHUNK_ROWS) {
            int end = Math.min(rows, from + CHUNK_ROWS);
            float[] chunk = table.get(NDArrayIndex.interval(from, end)).ravel().toFloatVector();
            for (int r = from; r < end; r++) {
                matrix.setRow(r, chunk, (r - from) * length);
            }
        }
    }

    @Override
    public void close() {
        inputTable.close();
        outputTable.close();
        if (plainStep != null) {
            plainStep.close();
        }
        if (meanStep != null) {
            meanStep.close();
        }
    }
}

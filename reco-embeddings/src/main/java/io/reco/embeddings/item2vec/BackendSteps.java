package io.reco.embeddings.item2vec;

import io.reco.embeddings.item2vec.spi.TrainingBackend;
import io.reco.embeddings.item2vec.spi.TrainingTables;
import io.reco.embeddings.item2vec.spi.WindowBatch;

/** Collects windows into batches for the tables of a backend. For one thread. */
final class BackendSteps implements WindowSteps {
    private final TrainingTables tables;
    private final WindowBatch batch;
    private final Window window;
    private double loss;

    BackendSteps(TrainingTables tables, TrainingBackend.Setup setup) {
        this.tables = tables;
        batch = new WindowBatch(setup);
        window = new Window(setup.maxInputs(), setup.maxOutputs());
    }

    @Override
    public void pairs(Window pairs, float rate, boolean measured) {
        add(pairs, rate, false, measured);
    }

    /** Each centre becomes a window of its own, with the negatives that are not it. */
    @Override
    public void means(CentreGroup group, float rate, boolean measured) {
        for (int i = 0; i < group.size; i++) {
            window.inputCount = 0;
            for (int c = group.first[i]; c <= group.last[i]; c++) {
                if (c != group.centres[i]) {
                    window.addInput(group.rows[c]);
                }
            }
            window.outputs[0] = group.target(i);
            window.outputCount = 1;
            for (int j = 0; j < group.negativeCount; j++) {
                if (group.negatives[j] != group.target(i)) {
                    window.outputs[window.outputCount++] = group.negatives[j];
                }
            }
            add(window, rate, true, measured);
        }
    }

    private void add(Window added, float rate, boolean mean, boolean measured) {
        batch.add(added.inputs, added.inputCount, added.outputs, added.outputCount, rate, mean, measured);
        if (batch.full()) {
            train();
        }
    }

    private void train() {
        loss += tables.train(batch);
        batch.clear();
    }

    @Override
    public void centreDone() {}

    @Override
    public double endBlock() {
        if (batch.windows() > 0) {
            train();
        }
        double sum = loss;
        loss = 0;
        return sum;
    }
}

package io.reco.embeddings.item2vec;

/** Rows that take part in one step: all inputs against all outputs, the first of which is the target. Reused. */
final class Window {
    final int[] inputs;
    final int[] outputs;
    int inputCount;
    int outputCount;

    Window(int maxInputs, int maxOutputs) {
        inputs = new int[maxInputs];
        outputs = new int[maxOutputs];
    }

    void addInput(int row) {
        inputs[inputCount++] = row;
    }
}

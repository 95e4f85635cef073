package io.reco.core.vector;

/** The search that has bytes only: a component is off by at most 1 / 254 of the largest, so a score by little more. */
class QuantizedBytesContractTest extends VectorSearchContract {

    @Override
    protected VectorSearch search(FloatMatrix vectors, Metric metric) {
        return QuantizedSearch.of(QuantizedMatrix.of(vectors), metric);
    }

    @Override
    protected double leastRecall() {
        return 0.95;
    }

    @Override
    protected double scoreTolerance() {
        return 0.01;
    }
}

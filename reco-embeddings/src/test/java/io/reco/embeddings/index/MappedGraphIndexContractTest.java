package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.VectorSearch;
import io.reco.core.vector.VectorSearchContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MappedGraphIndexContractTest extends VectorSearchContract {

    @TempDir
    Path directory;

    private final List<MappedGraphIndex> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (MappedGraphIndex index : open) {
            index.close();
        }
    }

    @Override
    protected VectorSearch search(FloatMatrix vectors, Metric metric) {
        try {
            Path own = directory.resolve("index" + open.size());
            GraphIndex.build(vectors, metric, GraphOptions.DEFAULT)
                    .withWidth(200)
                    .saveMapped(own);
            MappedGraphIndex index = MappedGraphIndex.open(own);
            open.add(index);
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected double leastRecall() {
        return 0.95;
    }

    @Override
    protected double scoreTolerance() {
        return 1e-6;
    }
}

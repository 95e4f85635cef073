package io.reco.embeddings.index;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.TopK;
import io.reco.core.vector.VectorKernels;

/** One thread's walk through a graph, and its plain scan over the same vectors. */
final class GraphWalk {
    private final GraphSearcher searcher;
    private final RowVectors vectors;
    private final RowScale scale;
    private final VectorKernels kernels;

    GraphWalk(GraphSearcher searcher, RowVectors vectors, RowScale scale, VectorKernels kernels) {
        this.searcher = searcher;
        this.vectors = vectors;
        this.scale = scale;
        this.kernels = kernels;
    }

    /**
     * Offers the rows that the filter accepts and the graph leads to.
     *
     * @param query of norm 1 for cosines, padded for the kernels
     * @param width how many accepted rows to find before the walk ends
     * @param questions how many times the filter may be asked
     * @return whether the walk came to its end within the questions
     */
    boolean offerNearest(GraphQuery query, int width, RowFilter filter, int questions, TopK top) {
        ScoreFunction similarities = new ScoreFunction.ExactScoreFunction() {
            @Override
            public float similarityTo(int row) {
                return scale.similarity(vectors.dot(kernels, query.padded, row), row, query.norm);
            }
        };
        BoundedFilter bounded = new BoundedFilter(filter, questions);
        SearchResult result = searcher.search(new DefaultSearchScoreProvider(similarities), width, bounded);
        if (bounded.gaveUp()) {
            return false;
        }
        for (SearchResult.NodeScore node : result.getNodes()) {
            top.push(node.node, score(query, node.node));
        }
        return true;
    }

    /** Offers every accepted row. */
    void offerAll(GraphQuery query, int rows, RowFilter filter, TopK top) {
        for (int row = 0; row < rows; row++) {
            if (filter.accepts(row)) {
                top.push(row, score(query, row));
            }
        }
    }

    private float score(GraphQuery query, int row) {
        return scale.score(vectors.dot(kernels, query.padded, row), row);
    }
}

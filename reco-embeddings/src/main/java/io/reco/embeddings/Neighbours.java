package io.reco.embeddings;

import io.reco.core.vector.SearchHits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Makes results of hits. */
final class Neighbours {
    private Neighbours() {}

    /** One result a hit; {@code seeds} gives those of a row. */
    static List<Neighbour> of(SearchHits hits, VectorIndex index, Source source, IntFunction<List<Seed>> seeds) {
        List<Neighbour> out = new ArrayList<>(hits.size());
        for (int i = 0; i < hits.size(); i++) {
            int row = hits.row(i);
            // Adding zero turns -0 into 0: the two are one score.
            out.add(new Neighbour(index.id(row), hits.score(i) + 0.0, source, seeds.apply(row)));
        }
        return out;
    }

    /** The same seeds with amounts that add up to {@code total}. */
    static List<Seed> scaled(List<Seed> seeds, double total) {
        double sum = seeds.stream().mapToDouble(Seed::amount).sum();
        return seeds.stream()
                .map(seed -> new Seed(seed.kind(), seed.id(), seed.amount() / sum * total))
                .toList();
    }

    /** The largest ones, in order. */
    static List<Seed> largest(List<Seed> seeds, int most) {
        return seeds.stream().sorted(Seed.ORDER).limit(most).toList();
    }
}

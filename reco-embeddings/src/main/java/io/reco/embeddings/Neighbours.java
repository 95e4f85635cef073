package io.reco.embeddings;

import io.reco.core.vector.SearchHits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Makes results. */
final class Neighbours {
    private static final double STEP = 0x1p-20;

    private Neighbours() {}

    /** One result a hit; {@code seeds} gives those of a row. */
    static List<Neighbour> of(SearchHits hits, VectorIndex index, Evidence evidence, IntFunction<List<Seed>> seeds) {
        List<Neighbour> out = new ArrayList<>(hits.size());
        for (int i = 0; i < hits.size(); i++) {
            int row = hits.row(i);
            out.add(new Neighbour(index.id(row), score(hits, i), evidence, seeds.apply(row)));
        }
        return out;
    }

    /** The score of a hit; adding zero turns -0 into 0: the two are one score. */
    static double score(SearchHits hits, int i) {
        return hits.score(i) + 0.0;
    }

    /** The same seeds with amounts that add up to {@code total}. */
    static List<Seed> scaled(List<Seed> seeds, double total) {
        double sum = seeds.stream().mapToDouble(Seed::amount).sum();
        return seeds.stream()
                .map(seed -> new Seed(seed.kind(), seed.id(), seed.amount() / sum * total))
                .toList();
    }

    /** The largest ones, in order; the amounts of equal ones are added up first. */
    static List<Seed> largest(List<Seed> seeds, int most) {
        Map<String, Seed> merged = new LinkedHashMap<>();
        for (Seed seed : seeds) {
            merged.merge(
                    seed.kind() + " " + seed.id(), seed, (a, b) -> new Seed(a.kind(), a.id(), a.amount() + b.amount()));
        }
        return merged.values().stream().sorted(Seed.ORDER).limit(most).toList();
    }

    /**
     * Appends what is not in a list yet until it has k. As in the fallback of the library, the j-th appended one gets
     * {@code lowest - j * max(1, |lowest|) / 2^20}, {@code lowest} being the last score of the list, so that the whole is in order;
     * on an empty list all keep their scores.
     *
     * @param list best first; not modified
     * @param more best first; not modified
     */
    static List<Neighbour> filled(List<Neighbour> list, List<Neighbour> more, int k) {
        List<Neighbour> out = new ArrayList<>(list);
        Set<String> present = new HashSet<>();
        list.forEach(neighbour -> present.add(neighbour.id()));
        double lowest = list.isEmpty() ? 0 : list.get(list.size() - 1).score();
        for (Neighbour neighbour : more) {
            if (out.size() < k && present.add(neighbour.id())) {
                double score = list.isEmpty()
                        ? neighbour.score()
                        : lowest - (out.size() - list.size() + 1) * Math.max(1, Math.abs(lowest)) * STEP;
                out.add(new Neighbour(neighbour.id(), score, neighbour.evidence(), neighbour.seeds()));
            }
        }
        return out;
    }
}

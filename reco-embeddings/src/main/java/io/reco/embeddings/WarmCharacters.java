package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/** The characters that have a history with vectors, each as the direction of its decayed mean. Immutable and thread-safe. */
final class WarmCharacters {
    private final int[] characters;
    private final FloatMatrix unit;

    private WarmCharacters(int[] characters, FloatMatrix unit) {
        this.characters = characters;
        this.unit = unit;
    }

    /** All of them, by index. */
    static WarmCharacters of(TrackVectors vectors, Dataset data, EventSemantics semantics, HistoryOptions options) {
        CharacterHistories histories =
                new CharacterHistories(vectors, data, semantics, options.withInterests(1, options.similarity()));
        List<Integer> found = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        for (int c = 0; c < data.profiles().size(); c++) {
            List<SeedSum> interests = histories.of(c).interests();
            if (!interests.isEmpty()) {
                found.add(c);
                rows.add(interests.get(0).direction());
            }
        }
        return new WarmCharacters(
                found.stream().mapToInt(Integer::intValue).toArray(),
                FloatMatrix.copyOf(rows.toArray(new float[0][]), vectors.dimension()));
    }

    int size() {
        return characters.length;
    }

    /** Index of the i-th one. */
    int character(int i) {
        return characters[i];
    }

    /** A copy of its vector, of norm 1. */
    float[] vector(int i) {
        float[] out = new float[unit.dim()];
        unit.copyRow(i, out, 0);
        return out;
    }

    /** All vectors, one a row; not to be modified. */
    FloatMatrix unitMatrix() {
        return unit;
    }
}

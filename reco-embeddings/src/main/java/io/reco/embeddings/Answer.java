package io.reco.embeddings;

import java.util.Iterator;
import java.util.List;

/**
 * Results, best first: score descending, then id ascending by code point. Immutable.
 *
 * @param items the results
 * @param unknown distinct ids of the question that are not known (words, for a title), in the order in which they came
 */
public record Answer(List<Neighbour> items, List<String> unknown) implements Iterable<Neighbour> {
    /** Copies the lists. */
    public Answer {
        items = List.copyOf(items);
        unknown = List.copyOf(unknown);
    }

    /** The raw ids of the results, in order. */
    public List<String> ids() {
        return items.stream().map(Neighbour::id).toList();
    }

    /** Number of results. */
    public int size() {
        return items.size();
    }

    /** Whether there is no result. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public Iterator<Neighbour> iterator() {
        return items.iterator();
    }
}

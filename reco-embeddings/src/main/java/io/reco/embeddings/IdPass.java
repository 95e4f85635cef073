package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIds;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Looks the ids of one question up and remembers which are not known. Not thread-safe: one a question. */
final class IdPass {
    private final Set<String> unknown = new LinkedHashSet<>();

    /** Index of an id, or {@link IdMap#ABSENT} after the policy has been applied, once for each id. */
    int find(IdMap ids, String id, UnknownIds policy) {
        int i = ids.indexOf(id);
        if (i == IdMap.ABSENT && unknown.add(id)) {
            policy.report(id);
        }
        return i;
    }

    /** What may be in the answer: accepted by the filter, not excluded, and not one of the barred. */
    IntPredicate eligible(Wanted wanted, IdMap ids, UnknownIds policy, IntSet barred) {
        IntSet out = new IntOpenHashSet(barred);
        for (String id : wanted.excluded()) {
            int i = find(ids, id, policy);
            if (i != IdMap.ABSENT) {
                out.add(i);
            }
        }
        IntPredicate filter = wanted.eligible();
        return i -> !out.contains(i) && filter.test(i);
    }

    void addUnknown(String id) {
        unknown.add(id);
    }

    Answer answer(List<Neighbour> items) {
        return new Answer(items, List.copyOf(unknown));
    }
}

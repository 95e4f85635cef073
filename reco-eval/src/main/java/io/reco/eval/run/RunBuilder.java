package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.RecommendationList;
import java.util.List;

/** Collects lists that are in memory into a {@link Run}, for example to write them for trec_eval. Not thread-safe. */
public final class RunBuilder {
    private final String name;
    private final IdMap.Builder items;
    private final UserRows.Builder rows = new UserRows.Builder();

    RunBuilder(String name, IdMap.Builder items) {
        this.name = name;
        this.items = items;
    }

    /**
     * Adds a list in its final order; scores are {@code n, n - 1, ... 1}.
     *
     * @param user id
     * @param ids items, best first
     */
    public void add(String user, List<String> ids) {
        int unused = rows.user(user);
        for (int i = 0; i < ids.size(); i++) {
            rows.add(items.add(ids.get(i)), ids.size() - i);
        }
    }

    /**
     * Adds what a recommender answered, in its order.
     *
     * @param user id
     * @param list the answer
     */
    public void add(String user, RecommendationList list) {
        add(user, list.items().stream().map(r -> r.trackId()).toList());
    }

    /** {@return the run} */
    public Run build() {
        return new Run(name, rows.build());
    }
}

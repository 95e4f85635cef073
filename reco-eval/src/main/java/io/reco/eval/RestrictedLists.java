package io.reco.eval;

import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The best tracks of a set in a recommender's ranking: asks for twice as many each time, for those lists that are not full, until they
 * are or the ranking ends.
 */
final class RestrictedLists {
    private RestrictedLists() {}

    /**
     * {@return a list per query, without the tracks that do not take part}
     *
     * @param ask answers queries, in order
     * @param queries of one batch; their {@code k} is the number of tracks wanted
     * @param catalogSize no ranking is longer
     * @param takesPart whether a track may be shown
     */
    static List<RecommendationList> of(
            Function<List<Query>, List<RecommendationList>> ask,
            List<Query> queries,
            int catalogSize,
            Predicate<String> takesPart) {
        TreeMap<Integer, RecommendationList> done = new TreeMap<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            open.add(i);
        }
        for (int factor = 1; !open.isEmpty(); factor *= 2) {
            List<Query> asked = new ArrayList<>();
            for (int i : open) {
                long k = (long) queries.get(i).k() * factor;
                asked.add(queries.get(i).withK((int)
                        Math.min(k, Math.max(catalogSize, queries.get(i).k()))));
            }
            List<RecommendationList> lists = ask.apply(asked);
            List<Integer> next = new ArrayList<>();
            for (int j = 0; j < open.size(); j++) {
                int i = open.get(j);
                int k = asked.get(j).k();
                RecommendationList list = lists.get(j);
                List<Recommendation> kept = list.items().stream()
                        .filter(item -> takesPart.test(item.trackId()))
                        .limit(queries.get(i).k())
                        .toList();
                if (kept.size() < queries.get(i).k() && list.size() >= k && k < catalogSize) {
                    next.add(i);
                } else {
                    done.put(i, list.withItems(kept));
                }
            }
            open = next;
        }
        return List.copyOf(done.values());
    }
}

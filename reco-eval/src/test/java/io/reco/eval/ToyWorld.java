package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Track;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ten tracks t0 to t9, t0 the most popular: nine characters, of whom c0 heard t0 alone, c1 t0 and t1, and so on to c8, and {@code new}
 * without history. All test t0 and t9 at time 100. Even tracks are rock, odd ones pop, t9 both.
 */
final class ToyWorld {
    static final int TRACKS = 10;

    private ToyWorld() {}

    static Dataset all() {
        DatasetBuilder builder = Dataset.builder("toy");
        for (int t = 0; t < TRACKS; t++) {
            List<String> genres = t == 9 ? List.of("rock", "pop") : List.of(t % 2 == 0 ? "rock" : "pop");
            builder.catalog().addTrack(Track.builder("t" + t).genres(genres).build());
        }
        for (int c = 0; c < 9; c++) {
            for (int t = 0; t <= c; t++) {
                builder.addListen("c" + c, "t" + t, t);
            }
        }
        for (String id : List.of("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "new")) {
            builder.addListen(id, "t0", 100);
            builder.addListen(id, "t9", 101);
        }
        return builder.build();
    }

    static Dataset train() {
        Dataset all = all();
        return all.withEvents(all.events().where(i -> all.events().timeMillis(i) < 100));
    }

    static Dataset test() {
        Dataset all = all();
        return all.withEvents(all.events().where(i -> all.events().timeMillis(i) >= 100));
    }

    /** Answers t0, t1, t2 and so on, and remembers how much was asked for. */
    static final class InOrder implements Recommender {
        final List<Integer> asked = new ArrayList<>();

        @Override
        public String name() {
            return "in order";
        }

        @Override
        public RecommendationList recommend(Query query) {
            return new RecommendationList(
                    query.characterId(),
                    IntStream.range(0, Math.min(TRACKS, query.k()))
                            .mapToObj(t -> new Recommendation("t" + t, -t, "in order"))
                            .toList(),
                    Basis.HISTORY,
                    0,
                    0);
        }

        @Override
        public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
            queries.forEach(query -> asked.add(query.k()));
            return queries.stream().map(this::recommend).toList();
        }
    }
}

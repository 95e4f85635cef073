package io.reco.core.recommend;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.parallel.Parallel;
import io.reco.core.parallel.Pool;
import io.reco.core.vector.TopK;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Makes a {@link Recommender} of a {@link TrackScorer}: everything that is the same for all models.
 *
 * <p>The history of a query is its own one if it brings one along, else that of the training data; of it the scorer sees
 * the positive events. A list holds the k best eligible tracks that the model has an opinion on. If these are fewer than k,
 * the {@link FallbackLadder} fills it up: the {@link Recommendation#source} of such a track names the rung, and its score
 * is {@code lowest - j * max(1, |lowest|) / 2^20} for the j-th filled track, where {@code lowest} is the lowest score of the
 * model, so that the list is in order. If no track comes from the model, those of the first serving rung have their number
 * of listeners as the score and take the place of the model's in the formula.
 *
 * <p>A scorer that gives NaN or positive infinity is refused with an {@link IllegalStateException} that names model and
 * track. A query costs one scoring, one O(tracks) pass and O(log k) per track that enters the k best. Buffers (4 bytes and
 * 1 bit per track) are reused; at most as many as there are processors are kept between calls.
 *
 * <p>Immutable to its callers and thread-safe. {@link #recommendAll} uses the calling thread and {@code threads - 1} others
 * that end with the call.
 */
public final class ScoringRecommender implements Recommender {
    private final TrackScorer scorer;
    private final FallbackLadder fallback;
    private final QueryResolver resolver;
    private final IdMap tracks;
    private final Pool<Workspace> workspaces;

    private ScoringRecommender(TrackScorer scorer, FallbackLadder fallback, QueryResolver resolver) {
        this.scorer = scorer;
        this.fallback = fallback;
        this.resolver = resolver;
        this.tracks = scorer.tracks();
        this.workspaces = new Pool<>(() -> new Workspace(tracks.size()));
    }

    /** A recommender with default semantics, a fallback fitted from {@code train} and warnings about unknown ids. */
    public static ScoringRecommender of(TrackScorer scorer, Dataset train) {
        return of(
                scorer,
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                UnknownIdPolicy.WARN);
    }

    /**
     * A recommender.
     *
     * @param scorer the fitted model
     * @param train the data it was fitted with: histories and profiles are taken from it
     * @param semantics which events are positive; as in the fit of the model
     * @param fallback what fills in; one ladder may be shared by models fitted with the same data
     * @param unknownIds what to do with unknown ids
     * @throws IllegalArgumentException if the three do not have the same tracks at the same indices
     */
    public static ScoringRecommender of(
            TrackScorer scorer,
            Dataset train,
            EventSemantics semantics,
            FallbackLadder fallback,
            UnknownIdPolicy unknownIds) {
        IdMap tracks = scorer.tracks();
        checkTracks("model '" + scorer.name() + "'", tracks, train.catalog().tracks());
        checkTracks("fallback", fallback.tracks(), train.catalog().tracks());
        return new ScoringRecommender(scorer, fallback, new QueryResolver(scorer.name(), train, semantics, unknownIds));
    }

    static void checkTracks(String what, IdMap tracks, IdMap expected) {
        if (tracks != expected && !tracks.equals(expected)) {
            throw new IllegalArgumentException("the " + what + " has other tracks (" + tracks.size()
                    + ") than the training data (" + expected.size() + "), or the same in another order");
        }
    }

    @Override
    public String name() {
        return scorer.name();
    }

    @Override
    public RecommendationList recommend(Query query) {
        Workspace workspace = workspaces.take();
        try {
            return answer(query, workspace);
        } finally {
            workspaces.give(workspace);
        }
    }

    @Override
    public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
        RecommendationList[] answers = new RecommendationList[queries.size()];
        Parallel.run(threads, answers.length, () -> new Workspace(tracks.size()), (workspace, i) -> {
            Query query = queries.get(i);
            try {
                answers[i] = answer(query, workspace);
            } catch (RuntimeException e) {
                throw new QueryFailedException(i, query, e);
            }
        });
        return List.copyOf(Arrays.asList(answers));
    }

    private RecommendationList answer(Query query, Workspace workspace) {
        QueryResolver.Resolution resolution = resolver.resolve(query);
        BitSet taken = workspace.taken;
        taken.clear();
        for (int t : resolution.barred()) {
            taken.set(t);
        }
        ListAssembler list = new ListAssembler(tracks, query.k(), taken);
        if (scorer.score(resolution.query(), workspace.scores)) {
            TopK best = TopK.of(query.k(), tracks.codePointRanks());
            collect(workspace.scores, taken, best);
            list.addModel(scorer.name(), scorer.basis(), best.drain());
        }
        int fromModel = list.size();
        if (!list.full()) {
            for (FallbackLadder.Rung rung : fallback.rungs(resolution.query())) {
                list.addRung(rung);
            }
        }
        return new RecommendationList(
                query.characterId(), list.items(), list.basis(), list.size() - fromModel, resolution.unknownIds());
    }

    private void collect(float[] scores, BitSet taken, TopK best) {
        for (int t = 0; t < scores.length; t++) {
            float score = scores[t];
            if (!(score < Float.POSITIVE_INFINITY)) {
                throw badScore(t, score);
            }
            if (score >= best.threshold() && !taken.get(t)) {
                best.push(t, score);
            }
        }
    }

    private IllegalStateException badScore(int t, float score) {
        return new IllegalStateException("model '" + scorer.name() + "' gave track '" + tracks.id(t) + "' the score "
                + score + "; finite numbers and negative infinity are allowed");
    }

    /** The query in indices, for explanations of this recommender's answers. */
    ResolvedQuery resolve(Query query) {
        return resolver.resolve(query).query();
    }

    TrackScorer scorer() {
        return scorer;
    }

    /** The buffers of one running query. */
    private static final class Workspace {
        private final float[] scores;
        private final BitSet taken;

        Workspace(int tracks) {
            scores = new float[tracks];
            taken = new BitSet(tracks);
        }
    }
}

package io.reco.transformer;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackRetriever;
import io.reco.core.vector.BatchRowFilter;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import io.reco.core.vector.VectorSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The best tracks of a large catalogue as the next one of a history: the answers of {@link TransformerScorer}, found by a
 * {@link VectorSearch} over the output vectors instead of a score for every track. Put it into a {@code RetrievingRecommender}.
 *
 * <p>With {@link #exact} scores and order are those of the scorer, to the bit. An approximate search may miss tracks; how many come
 * back and in which order they stand does not change. Filters are part of the search, so exactly k come back whenever the model knows
 * k eligible tracks.
 *
 * <p>A mix of repeats finds the k best tracks, scores the tracks of the history besides, and needs the sum over all tracks: one
 * more reading of the output vectors for each query, whatever the search. That sum is taken in the order of items, so scores may
 * differ from the scorer's in the last bit if the catalogue has another order.
 *
 * <p>Immutable and thread-safe.
 */
public final class TransformerRetriever implements TrackRetriever {
    private final String name;
    private final IdMap tracks;
    private final SequenceEncoder encoder;
    private final CatalogItems items;
    private final VectorSearch search;
    private final ItemScores scores;
    private final RepeatOptions repeats;

    private TransformerRetriever(
            String name,
            IdMap tracks,
            SequenceEncoder encoder,
            CatalogItems items,
            VectorSearch search,
            ItemScores scores,
            RepeatOptions repeats) {
        this.name = name;
        this.tracks = tracks;
        this.encoder = encoder;
        this.items = items;
        this.search = search;
        this.scores = scores;
        this.repeats = repeats;
    }

    /**
     * A retriever by exact search in the calling thread.
     *
     * @param name short name for tables
     * @param tracks those of the catalogue that is answered for; ones that the model does not have are never found
     */
    public static TransformerRetriever exact(String name, TransformerModel model, IdMap tracks) {
        FloatMatrix outputs = model.outputs();
        ExactSearch search =
                ExactSearch.of(outputs, Metric.DOT).withTieRank(model.tracks().codePointRanks());
        return of(name, model, tracks, outputs, search);
    }

    /**
     * A retriever by another search.
     *
     * @param outputs {@link TransformerModel#outputs} of the model
     * @param search over them, by {@link Metric#DOT}; row i is item i. Give it the ranks of the model's ids to break ties by id
     * @throws IllegalArgumentException if the search is over something of another shape, or by another metric
     */
    public static TransformerRetriever of(
            String name, TransformerModel model, IdMap tracks, FloatMatrix outputs, VectorSearch search) {
        if (search.metric() != Metric.DOT) {
            throw new IllegalArgumentException("search by " + search.metric() + ": scores are products, " + Metric.DOT);
        }
        if (search.rows() != model.tracks().size()
                || search.dim() != model.options().dim()) {
            throw new IllegalArgumentException(
                    "search over " + search.rows() + " rows of " + search.dim() + ": the model has "
                            + model.tracks().size() + " of " + model.options().dim());
        }
        return new TransformerRetriever(
                name,
                tracks,
                SequenceEncoder.of(model),
                new CatalogItems(model, tracks),
                search,
                new ItemScores(outputs),
                RepeatOptions.OFF);
    }

    /** A copy that mixes the character's own listens in; everything else is shared. */
    public TransformerRetriever withRepeats(RepeatOptions options) {
        return new TransformerRetriever(name, tracks, encoder, items, search, scores, options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    /** As of {@link TransformerScorer#noOpinion}. */
    @Override
    public double noOpinion() {
        return repeats.isOff() ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** {@inheritDoc} One encoding and one product, unless repeats are mixed in. */
    @Override
    public float scoreOf(ResolvedQuery query, int track) {
        return repeats.isOff()
                ? items.score(encoder, scores, query, track)
                : TrackRetriever.super.scoreOf(query, track);
    }

    @Override
    public Optional<SearchHits> retrieve(ResolvedQuery query, int k, RowFilter eligible) {
        return retrieveAll(List.of(query), k, (place, track) -> eligible.accepts(track))
                .get(0);
    }

    @Override
    public List<Optional<SearchHits>> retrieveAll(List<ResolvedQuery> queries, int k, BatchRowFilter eligible) {
        List<ItemHistory> histories = new ArrayList<>(queries.size());
        int[] places = new int[queries.size()];
        for (int i = 0; i < queries.size(); i++) {
            ItemHistory history = items.history(queries.get(i), encoder.maxEvents());
            if (history.length() > 0) {
                places[histories.size()] = i;
                histories.add(history);
            }
        }
        FloatMatrix states = encoder.encodeAll(histories);
        List<SearchHits> found = search.searchAll(states, k, (row, item) -> {
            int track = items.track(item);
            return track != IdMap.ABSENT && eligible.accepts(places[row], track);
        });
        List<Optional<SearchHits>> answers = new ArrayList<>(queries.size());
        int next = 0;
        for (int i = 0; i < queries.size(); i++) {
            if (next < histories.size() && places[next] == i) {
                int place = i;
                answers.add(Optional.of(answer(
                        queries.get(i), states, next, found.get(next), k, track -> eligible.accepts(place, track))));
                next++;
            } else {
                answers.add(Optional.empty());
            }
        }
        return answers;
    }

    /** Hits in tracks of the catalogue and in its order, with the tracks of the history if repeats are mixed in. */
    private SearchHits answer(
            ResolvedQuery query, FloatMatrix states, int row, SearchHits found, int k, RowFilter eligible) {
        TopK best = TopK.of(k, tracks.codePointRanks());
        if (repeats.isOff()) {
            for (int i = 0; i < found.size(); i++) {
                best.push(items.track(found.row(i)), found.score(i));
            }
            return best.drain();
        }
        float[] state = new float[states.dim()];
        states.copyRow(row, state, 0);
        RepeatMix.Mixed mixed = new RepeatMix(repeats).of(query, logSum(state));
        for (int i = 0; i < found.size(); i++) {
            int track = items.track(found.row(i));
            if (!mixed.heard(track)) {
                best.push(track, mixed.unheard(found.score(i)));
            }
        }
        // No track that was not found can pass one that was: hearing a track never lowers its score against another's.
        for (int i = 0; i < mixed.tracks().length; i++) {
            int track = mixed.tracks()[i];
            if (eligible.accepts(track)) {
                int item = items.item(track);
                best.push(
                        track, mixed.heard(i, item == IdMap.ABSENT ? Float.NEGATIVE_INFINITY : scores.of(state, item)));
            }
        }
        return best.drain();
    }

    private double logSum(float[] state) {
        LogSum.Running sum = new LogSum.Running();
        scores.walk(state, (first, count, tile) -> {
            for (int i = 0; i < count; i++) {
                if (items.track(first + i) != IdMap.ABSENT) {
                    sum.add(tile[i]);
                }
            }
        });
        return sum.get();
    }
}

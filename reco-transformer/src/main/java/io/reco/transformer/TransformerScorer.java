package io.reco.transformer;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import java.util.Arrays;

/**
 * Scores of all tracks of a catalogue as the next one of a history. The model knows nothing of characters but their profile, so
 * one that it has never seen is served like any other, from its history, gender and age band.
 *
 * <p>The score is the product of the state of the history ({@link SequenceEncoder}) and the output vector of the track, or what
 * {@link RepeatOptions} make of it. Tracks that the model does not {@linkplain TransformerModel#knows know} get no opinion and are
 * passed over in histories. Of a long history the latest {@link SequenceEncoder#maxEvents} tracks count. A history without
 * any known track is one that the model knows nothing about, so the fallback serves.
 *
 * <p>One query costs an encoding and O(V D). Immutable and thread-safe. For large catalogues see {@link TransformerRetriever}.
 */
public final class TransformerScorer implements TrackScorer {
    private final String name;
    private final IdMap tracks;
    private final SequenceEncoder encoder;
    private final CatalogItems items;
    private final ItemScores scores;
    private final RepeatMix repeats;

    private TransformerScorer(
            String name,
            IdMap tracks,
            SequenceEncoder encoder,
            CatalogItems items,
            ItemScores scores,
            RepeatMix repeats) {
        this.name = name;
        this.tracks = tracks;
        this.encoder = encoder;
        this.items = items;
        this.scores = scores;
        this.repeats = repeats;
    }

    /**
     * A scorer without a mix of repeats.
     *
     * @param name short name for tables
     * @param tracks those of the catalogue that is answered for; ones that the model does not have get no opinion
     */
    public static TransformerScorer of(String name, TransformerModel model, IdMap tracks) {
        return new TransformerScorer(
                name,
                tracks,
                SequenceEncoder.of(model),
                new CatalogItems(model, tracks),
                new ItemScores(model.outputs()),
                new RepeatMix(RepeatOptions.OFF));
    }

    /** A copy that mixes the character's own listens in; the model is shared. */
    public TransformerScorer withRepeats(RepeatOptions options) {
        return new TransformerScorer(name, tracks, encoder, items, scores, new RepeatMix(options));
    }

    @Override
    public String name() {
        return name;
    }

    /** With a mix of repeats scores are logarithms of probabilities. */
    @Override
    public double noOpinion() {
        return repeats.active() ? Double.NEGATIVE_INFINITY : 0;
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    /** {@inheritDoc} One encoding and one product, unless repeats are mixed in. */
    @Override
    public float scoreOf(ResolvedQuery query, int track) {
        return repeats.active() ? TrackScorer.super.scoreOf(query, track) : items.score(encoder, scores, query, track);
    }

    @Override
    public boolean score(ResolvedQuery query, float[] trackScores) {
        ItemHistory history = items.history(query, encoder.maxEvents());
        if (history.length() == 0) {
            return false;
        }
        float[] state = encoder.encode(history);
        Arrays.fill(trackScores, Float.NEGATIVE_INFINITY);
        scores.walk(state, (first, count, tile) -> {
            for (int i = 0; i < count; i++) {
                int track = items.track(first + i);
                if (track != IdMap.ABSENT) {
                    trackScores[track] = tile[i];
                }
            }
        });
        repeats.apply(query, trackScores);
        return true;
    }
}

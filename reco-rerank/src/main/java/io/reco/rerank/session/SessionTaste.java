package io.reco.rerank.session;

import io.reco.core.data.Catalog;
import io.reco.core.data.IntLists;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/**
 * Moves candidates by what the listener did with tracks of the same artists and genres: per artist and genre, likes and
 * replays minus skips of this session. With {@code A} the sum over the credited artists, {@code G} the mean over the genres and
 * {@code w} the width of the scores in the pool (1 when they are all equal), {@code score + w (artistWeight A + genreWeight
 * G)}. Changes nothing while nothing was skipped, liked or replayed.
 */
final class SessionTaste implements PoolRule {
    private final Int2IntOpenHashMap artists = new Int2IntOpenHashMap();
    private final Int2IntOpenHashMap genres = new Int2IntOpenHashMap();
    private final double artistWeight;
    private final double genreWeight;

    SessionTaste(double artistWeight, double genreWeight) {
        this.artistWeight = artistWeight;
        this.genreWeight = genreWeight;
    }

    /** Counts what was done with track {@code t}. */
    void add(Catalog catalog, int t, int taste) {
        if (taste == 0) {
            return;
        }
        for (int j = 0; j < catalog.creditCount(t); j++) {
            if (isFirstCredit(catalog, t, j)) {
                artists.addTo(catalog.creditArtist(t, j), taste);
            }
        }
        for (int j = 0; j < catalog.trackGenres().length(t); j++) {
            genres.addTo(catalog.trackGenres().get(t, j), taste);
        }
    }

    /** An artist may be credited twice, in two roles. */
    private static boolean isFirstCredit(Catalog catalog, int t, int j) {
        for (int l = 0; l < j; l++) {
            if (catalog.creditArtist(t, l) == catalog.creditArtist(t, j)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String name() {
        return "session-taste";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (artists.isEmpty() && genres.isEmpty()) {
            return;
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < pool.size(); i++) {
            min = Math.min(min, pool.score(i));
            max = Math.max(max, pool.score(i));
        }
        double width = max > min ? max - min : 1;
        for (int i = 0; i < pool.size(); i++) {
            pool.score(i, pool.score(i) + width * taste(context.catalog(), pool.track(i)));
        }
    }

    private double taste(Catalog catalog, int t) {
        int ofArtists = 0;
        for (int j = 0; j < catalog.creditCount(t); j++) {
            if (isFirstCredit(catalog, t, j)) {
                ofArtists += artists.get(catalog.creditArtist(t, j));
            }
        }
        IntLists all = catalog.trackGenres();
        int ofGenres = 0;
        for (int j = 0; j < all.length(t); j++) {
            ofGenres += genres.get(all.get(t, j));
        }
        return artistWeight * ofArtists + genreWeight * ofGenres / Math.max(1, all.length(t));
    }

    @Override
    public String toString() {
        return "SessionTaste[artistWeight=" + artistWeight + ", genreWeight=" + genreWeight + "]";
    }
}

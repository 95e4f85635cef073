package io.reco.rerank.diversity;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IntLists;
import io.reco.rerank.ListeningHistory;
import io.reco.rerank.RuleContext;

/**
 * Genres as aspects: a track of n genres has each by {@code 1 / n}. The target of a character is the mean over the positive
 * events of its history, each weighing {@code 2^(-age / halfLifeDays)}, with {@code prior} events of each genre its profile
 * names as liked on top; all 0 when nothing is known, and then the objectives go by the score. Thread-safe.
 */
public final class GenreAspects implements Aspects {
    private static final double DAY = 86_400_000;

    private final Catalog catalog;
    private final EventSemantics semantics;
    private final double prior;
    private final double halfLifeDays;

    private GenreAspects(Catalog catalog, EventSemantics semantics, double prior, double halfLifeDays) {
        this.catalog = catalog;
        this.semantics = semantics;
        this.prior = prior;
        this.halfLifeDays = halfLifeDays;
    }

    /**
     * The genres of a catalogue, and targets from histories.
     *
     * @param catalog where the genres are
     * @param semantics which events count
     * @param prior how many events a liked genre of the profile stands for, 0 or above
     * @param halfLifeDays after how many days an event weighs half, above 0; infinite: all weigh the same, as they do in a
     *     history without times
     */
    public static GenreAspects ofHistory(Catalog catalog, EventSemantics semantics, double prior, double halfLifeDays) {
        if (!(prior >= 0 && prior <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("genre aspects: prior " + prior + " is not in [0, inf)");
        }
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("genre aspects: halfLifeDays " + halfLifeDays + " is not above 0");
        }
        return new GenreAspects(catalog, semantics, prior, halfLifeDays);
    }

    @Override
    public int count() {
        return catalog.genres().size();
    }

    @Override
    public void ofTrack(int t, double[] shares) {
        addTo(shares, t, 1);
    }

    private void addTo(double[] shares, int t, double weight) {
        IntLists genres = catalog.trackGenres();
        int n = genres.length(t);
        for (int j = 0; j < n; j++) {
            shares[genres.get(t, j)] += weight / n;
        }
    }

    @Override
    public double[] target(RuleContext context) {
        double[] target = new double[count()];
        ListeningHistory history = context.history();
        for (int j = 0; j < history.size(); j++) {
            if (semantics.isPositive(history.type(j), history.millisPlayed(j))) {
                long time = history.timeMillis(j);
                double days = time < 0 ? 0 : Math.max(0, context.nowMillis() - time) / DAY;
                addTo(target, history.track(j), Math.pow(2, -days / halfLifeDays));
            }
        }
        for (int genre : context.listener().likedGenres()) {
            target[genre] += prior;
        }
        double sum = 0;
        for (double share : target) {
            sum += share;
        }
        for (int g = 0; g < target.length && sum > 0; g++) {
            target[g] /= sum;
        }
        return target;
    }

    @Override
    public String toString() {
        return "GenreAspects[prior=" + prior + ", halfLifeDays=" + halfLifeDays + "]";
    }
}

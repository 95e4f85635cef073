package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.ints.IntSet;

/**
 * Drops tracks that the character dislikes (its last dislike was not taken back) and demotes the other tracks of a main
 * artist of whom it dislikes several.
 *
 * @param artistAfter number of disliked tracks from which their main artist is demoted, 1 or above
 * @param weight share in [0, 1] by which tracks of such an artist, in any credit, are demoted; 0 changes nothing
 */
public record Disliked(int artistAfter, double weight) implements PoolRule {
    /** Checks the ranges. */
    public Disliked {
        Parameters.requireAtLeast("disliked", "artistAfter", artistAfter, 1);
        Parameters.requireShare("disliked", "weight", weight);
    }

    @Override
    public String name() {
        return "disliked";
    }

    @Override
    public Stage stage() {
        return Stage.HISTORY;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        IntSet disliked = context.history().standing(EventType.DISLIKE, EventType.UNDISLIKE);
        if (disliked.isEmpty()) {
            return;
        }
        Catalog catalog = context.catalog();
        Int2IntOpenHashMap byArtist = new Int2IntOpenHashMap();
        for (IntIterator it = disliked.iterator(); it.hasNext(); ) {
            int artist = catalog.mainArtist(it.nextInt());
            if (artist != IdMap.ABSENT) {
                byArtist.addTo(artist, 1);
            }
        }
        for (int i = 0; i < pool.size(); i++) {
            int t = pool.track(i);
            if (disliked.contains(t)) {
                pool.drop(i, 0);
            } else {
                for (int j = 0; j < catalog.creditCount(t); j++) {
                    if (byArtist.get(catalog.creditArtist(t, j)) >= artistAfter) {
                        pool.score(i, Parameters.demote(pool.score(i), weight));
                        break;
                    }
                }
            }
        }
    }
}

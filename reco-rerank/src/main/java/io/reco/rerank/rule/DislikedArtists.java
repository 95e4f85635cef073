package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.ints.IntSet;

/**
 * Demotes the tracks of artists of whom the character dislikes several tracks. A disliked track counts for its main artist;
 * a track that credits such an artist in any role is demoted, once. {@link DislikedTracks} drops the disliked tracks
 * themselves.
 *
 * @param after number of disliked tracks from which their main artist is demoted, 1 or above
 * @param weight share in [0, 1] by which tracks are demoted; 0 changes nothing
 */
public record DislikedArtists(int after, double weight) implements PoolRule {
    /** Checks the ranges. */
    public DislikedArtists {
        Parameters.requireAtLeast("disliked-artists", "after", after, 1);
        Parameters.requireShare("disliked-artists", "weight", weight);
    }

    @Override
    public String name() {
        return "disliked-artists";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        IntSet disliked = context.history().disliked();
        if (disliked.size() < after || weight == 0) {
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
            for (int j = 0; j < catalog.creditCount(t); j++) {
                if (byArtist.get(catalog.creditArtist(t, j)) >= after) {
                    pool.score(i, Parameters.demote(pool.score(i), weight));
                    break;
                }
            }
        }
    }
}

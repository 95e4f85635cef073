package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;

/**
 * {@link PlaylistContinuation} as a model: the history of the query is the playlist to continue. The scores are those of the
 * continuation; there is an opinion on the best {@link ContinuationOptions#depth} tracks that are not in the history, and on no
 * others. Immutable and thread-safe.
 */
public final class ContinuationScorer implements TrackScorer {
    private final String name;
    private final PlaylistContinuation continuation;
    private final IdMap tracks;
    private final int depth;

    ContinuationScorer(String name, PlaylistContinuation continuation, IdMap tracks, int depth) {
        this.name = name;
        this.continuation = continuation;
        this.tracks = tracks;
        this.depth = depth;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        IntSet seeds = new IntOpenHashSet(query.historyTracks());
        PlaylistContinuation.Fused fused =
                continuation.fuse(continuation.sorted(seeds), depth, t -> !seeds.contains(t));
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        for (int t : fused.tracks()) {
            scores[t] = (float) fused.score(t);
        }
        return fused.tracks().length > 0;
    }
}

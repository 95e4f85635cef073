package io.reco.rerank.session;

import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/** Drops what the session has given, and other releases of the same recording. */
final class NoRepeats implements PoolRule {
    private static final int TRACK = 0;
    private static final int RECORDING = 1;

    private final IntOpenHashSet tracks;
    private final IntOpenHashSet groups = new IntOpenHashSet();

    NoRepeats(int[] sessionTracks, RuleContext context) {
        tracks = new IntOpenHashSet(sessionTracks);
        for (int t : sessionTracks) {
            if (context.catalog().recordingGroup(t) != IdMap.ABSENT) {
                groups.add(context.catalog().recordingGroup(t));
            }
        }
    }

    @Override
    public String name() {
        return "no-repeats";
    }

    @Override
    public Stage stage() {
        return Stage.HISTORY;
    }

    @Override
    public boolean mayBeSetAside() {
        return false;
    }

    @Override
    public String reason(int code) {
        return code == TRACK ? "was in the session" : "another release was in the session";
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        for (int i = 0; i < pool.size(); i++) {
            if (tracks.contains(pool.track(i))) {
                pool.drop(i, TRACK);
            } else if (groups.contains(context.catalog().recordingGroup(pool.track(i)))) {
                pool.drop(i, RECORDING);
            }
        }
    }

    @Override
    public String toString() {
        return "NoRepeats[" + tracks.size() + "]";
    }
}

package io.reco.rerank.session;

import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * Drops what the session has given, other releases of the same recording, and what the request does not want
 * ({@link RuleContext#barred}). {@link OneRelease} sees to the tracks of one step.
 */
final class NoRepeats implements PoolRule {
    private static final int TRACK = 0;
    private static final int RECORDING = 1;
    private static final int BARRED = 2;

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
        return switch (code) {
            case TRACK -> "was in the session";
            case RECORDING -> "another release was in the session";
            default -> "not wanted by the request";
        };
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        for (int i = 0; i < pool.size(); i++) {
            if (tracks.contains(pool.track(i))) {
                pool.drop(i, TRACK);
            } else if (groups.contains(context.catalog().recordingGroup(pool.track(i)))) {
                pool.drop(i, RECORDING);
            } else if (context.barred().contains(pool.track(i))) {
                pool.drop(i, BARRED);
            }
        }
    }

    @Override
    public String toString() {
        return "NoRepeats[" + tracks.size() + "]";
    }
}

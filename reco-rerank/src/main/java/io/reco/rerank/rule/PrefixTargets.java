package io.reco.rerank.rule;

import java.util.Arrays;

/**
 * Bookkeeping of quotas over disjoint groups: by each position, so many tracks of each group should have come. Says at which
 * position only a track of some group will do because otherwise a target could not be met any more (earliest deadline first,
 * which meets all targets whenever they can be met). Positions that are taken for others are reckoned with.
 */
final class PrefixTargets {
    /** {@code targets[g][n]}: tracks of group g wanted among the first n positions. */
    private final int[][] targets;

    private final int[] placed;
    /** By position and group, tracks that have a position to come; by position, whether it is taken. */
    private final int[][] coming;

    private final boolean[] taken;
    private final int room;
    private int position;
    private int due;
    private boolean stale = true;

    /**
     * No position filled.
     *
     * @param targets by group, {@code room + 1} numbers that do not fall; at most 31 groups
     */
    PrefixTargets(int[][] targets, int room) {
        this.targets = targets;
        this.room = room;
        placed = new int[targets.length];
        coming = new int[targets.length][room];
        taken = new boolean[room];
    }

    /** Targets of a share of the positions: {@code floor(share * n)}; shares like 0.3 are not exact in binary. */
    static int[] ofShare(double share, int room) {
        int[] target = new int[room + 1];
        Arrays.setAll(target, n -> (int) Math.floor(share * n + 1e-9));
        return target;
    }

    /**
     * Whether the next position may go to a track of this group.
     *
     * @param group number of the group, or -1 for none of them
     */
    boolean fits(int group) {
        int groups = dueGroups();
        return groups == 0 || (group >= 0 && (groups >> group & 1) != 0);
    }

    /** The groups, one bit each, of which one must come now; 0 when any track will do. */
    int dueGroups() {
        if (stale) {
            due = due();
            stale = false;
        }
        return due;
    }

    /** Whether the next position has to go to this group for the target there to be met. */
    boolean isBehind(int group) {
        return position < room && targets[group][position + 1] > placed[group];
    }

    void place(int group) {
        if (group >= 0) {
            if (position < room && coming[group][position] > 0) {
                coming[group][position]--;
            }
            placed[group]++;
        }
        position++;
        stale = true;
    }

    void reserve(int group, int at) {
        if (at < room) {
            taken[at] = true;
            if (group >= 0) {
                coming[group][at]++;
            }
            stale = true;
        }
    }

    private int due() {
        if (position >= room || taken[position]) {
            return 0;
        }
        int[] have = placed.clone();
        int free = 0;
        for (int n = position + 1; n <= room; n++) {
            free += taken[n - 1] ? 0 : 1;
            int missing = 0;
            int groups = 0;
            for (int g = 0; g < targets.length; g++) {
                have[g] += coming[g][n - 1];
                if (targets[g][n] > have[g]) {
                    missing += targets[g][n] - have[g];
                    groups |= 1 << g;
                }
            }
            if (missing > 0 && missing >= free) {
                return groups;
            }
        }
        return 0;
    }
}

package io.reco.rerank.rule;

import io.reco.rerank.RuleContext;
import java.util.function.IntPredicate;

/**
 * Tracks released at most so many days (UTC) before the request. The first day counts that the release date can mean; a
 * release to come is in the group, a track without a date is not.
 *
 * @param days 0 or above
 */
public record NewReleases(int days) implements TrackGroup {
    private static final long DAY = 86_400_000;

    /** Checks the range. */
    public NewReleases {
        Parameters.requireAtLeast("new-releases", "days", days, 0);
    }

    @Override
    public IntPredicate members(RuleContext context) {
        long first = Math.floorDiv(context.nowMillis(), DAY) - days;
        return t -> {
            int released = context.catalog().released(t);
            return released != 0 && Freshness.epochDay(released) >= first;
        };
    }
}

package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.RuleContext;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A set of tracks that quotas, reserved slots and campaigns are about: {@link NamedTracks}, {@link NewReleases},
 * {@link PopularityBands.In}, or another implementation. Pure, immutable, thread-safe.
 */
@FunctionalInterface
public interface TrackGroup {
    /**
     * The group as one request sees it.
     *
     * @param context the request
     * @return whether the track of an index is in it; used by one thread
     */
    IntPredicate members(RuleContext context);

    /** Raw ids that the group names and a catalogue does not hold, sorted. */
    default List<String> unknownIds(Catalog catalog) {
        return List.of();
    }
}

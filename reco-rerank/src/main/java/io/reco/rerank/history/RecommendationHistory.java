package io.reco.rerank.history;

import java.util.List;

/**
 * Remembers impressions per character and surface. Safe for concurrent writers and readers; what {@link #record} has
 * returned for is in every later answer until it is older than the store keeps.
 */
public interface RecommendationHistory {
    /** Adds impressions, all or none. */
    void record(List<Impression> impressions);

    /**
     * The impressions of a character on a surface, oldest first; those of equal times in the order they were recorded.
     *
     * @param characterId raw id of the character
     * @param surface name of the surface
     * @param sinceMillis epoch milliseconds; older impressions are left out
     */
    List<Impression> recent(String characterId, String surface, long sinceMillis);
}

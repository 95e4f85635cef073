package io.reco.rerank.history;

import java.util.List;

/**
 * Remembers impressions per character and surface, and what became of them. Safe for concurrent writers and readers.
 *
 * <p><b>Acknowledged.</b> What {@link #record} and {@link #mark} have returned for is in every later answer until it is
 * older than the retention; how much of that outlives the process is for each implementation to say. A call that throws has
 * changed nothing, unless the exception is one of the store ({@link RecommendationHistoryException}): a connection that
 * breaks during the commit leaves open whether it went through. Calling again is safe for lists with a request id.
 *
 * <p><b>Retention.</b> Impressions older than the retention, counted back from the moment the reader names, are in no answer.
 * They are deleted by {@link #sweep}. No clock is read here, so that a replay of old requests answers as it did then.
 */
public interface RecommendationHistory {
    /**
     * Adds impressions, all or none, visible to readers at once. One whose character, surface, request and slot are there
     * already is kept as it was first recorded, so that a list may be recorded again after a failure; those without a
     * request id are added each time.
     *
     * @param impressions of any characters and surfaces
     * @throws IllegalArgumentException if the slot of a request holds another track already; nothing is added then
     */
    void record(List<Impression> impressions);

    /**
     * Notes what became of slots of a list that was recorded. What was noted is never taken back, and noting it again changes
     * nothing.
     *
     * @param characterId raw id of the character
     * @param surface name of the surface
     * @param requestId id of the request, not empty
     * @param outcome what became of each of the slots
     * @param slots positions in the list, 0 or above
     * @return how many of the slots there are; the others were not recorded, or are gone already
     */
    int mark(String characterId, String surface, String requestId, Outcome outcome, int... slots);

    /**
     * The impressions of a character on a surface up to a moment, oldest first; those of equal times in the order they were
     * recorded.
     *
     * @param characterId raw id of the character
     * @param surface name of the surface
     * @param sinceMillis epoch milliseconds; older impressions are left out
     * @param nowMillis the moment of the request, epoch milliseconds, 0 or above; younger impressions, and those that are more
     *     than the retention older, are left out
     */
    List<Impression> recent(String characterId, String surface, long sinceMillis, long nowMillis);

    /**
     * Deletes the impressions that no answer at this moment or later would hold. To be called from time to time.
     *
     * @param nowMillis epoch milliseconds, 0 or above; a moment in the past deletes less
     * @return number of impressions deleted
     */
    long sweep(long nowMillis);
}

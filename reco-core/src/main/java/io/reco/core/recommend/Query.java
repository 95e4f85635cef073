package io.reco.core.recommend;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request for tracks. Made by {@link #forCharacter} or {@link #forHistory} and refined by the {@code with} methods.
 *
 * @param characterId raw id of the character; empty for one that has none
 * @param history the listening history to go by, oldest first (the order given counts, times are for decay only; if one
 *     positive event has no time, all are taken to have none); empty: the one the model was fitted with
 * @param gender gender, when the query tells it; empty: as in the fitted profiles
 * @param ageBand age band, when the query tells it; empty: as in the fitted profiles
 * @param excluded raw ids of tracks that may not be in the answer
 * @param unseenOnly whether seen tracks may not be in the answer either. Seen are the tracks of all events, skips
 *     included, of the history given here and of the one that the model was fitted with for this character
 * @param k number of tracks wanted, 1 or above
 * @param nowMillis the moment of the request in epoch milliseconds, for decay; {@link EventLog#NO_TIME}: the last moment
 *     of the training data
 */
public record Query(
        Optional<String> characterId,
        Optional<List<Listen>> history,
        Optional<Gender> gender,
        Optional<AgeBand> ageBand,
        Set<String> excluded,
        boolean unseenOnly,
        int k,
        long nowMillis) {

    /** Copies the collections and checks the ranges. */
    public Query {
        history = history.map(List::copyOf);
        excluded = Set.copyOf(excluded);
        if (k < 1) {
            throw new IllegalArgumentException("k " + k + " is not 1 or above");
        }
        if (nowMillis < EventLog.NO_TIME) {
            throw new IllegalArgumentException("nowMillis " + nowMillis + " is not 0 or above");
        }
    }

    /** The best {@code k} tracks for a known character, tracks it has heard allowed. */
    public static Query forCharacter(String characterId, int k) {
        return new Query(
                Optional.of(characterId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                false,
                k,
                EventLog.NO_TIME);
    }

    /** The best {@code k} tracks for whoever has this history (oldest first), tracks of the history allowed. */
    public static Query forHistory(List<Listen> history, int k) {
        return new Query(
                Optional.empty(),
                Optional.of(history),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                false,
                k,
                EventLog.NO_TIME);
    }

    /** A copy that goes by this history, oldest first, and not by the fitted one. */
    public Query withHistory(List<Listen> newHistory) {
        return new Query(characterId, Optional.of(newHistory), gender, ageBand, excluded, unseenOnly, k, nowMillis);
    }

    /** A copy that tells the profile. */
    public Query withProfile(Gender newGender, AgeBand newAgeBand) {
        return new Query(
                characterId,
                history,
                Optional.of(newGender),
                Optional.of(newAgeBand),
                excluded,
                unseenOnly,
                k,
                nowMillis);
    }

    /** A copy that excludes exactly these tracks. */
    public Query withExcluded(Collection<String> trackIds) {
        return new Query(characterId, history, gender, ageBand, Set.copyOf(trackIds), unseenOnly, k, nowMillis);
    }

    /** A copy that does, or does not, leave out the tracks of the history. */
    public Query withUnseenOnly(boolean newUnseenOnly) {
        return new Query(characterId, history, gender, ageBand, excluded, newUnseenOnly, k, nowMillis);
    }

    /** A copy that wants another number of tracks. */
    public Query withK(int newK) {
        return new Query(characterId, history, gender, ageBand, excluded, unseenOnly, newK, nowMillis);
    }

    /** A copy made at this moment. */
    public Query withNow(long newNowMillis) {
        return new Query(characterId, history, gender, ageBand, excluded, unseenOnly, k, newNowMillis);
    }
}

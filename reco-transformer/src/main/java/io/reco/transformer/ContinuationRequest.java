package io.reco.transformer;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.recommend.Listen;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a {@link Continuation} goes on from. Made by {@link #after} or {@link #afterTracks} and refined by the {@code with} methods.
 *
 * @param history of the session, playlist or character, oldest first; the order given counts
 * @param gender gender, {@link Gender#UNKNOWN} when not told
 * @param ageBand age band, {@link AgeBand#UNKNOWN} when not told
 * @param excluded raw ids of tracks that may not come
 * @param filter which tracks may come, by raw id; asked once for each track of the model
 */
public record ContinuationRequest(
        List<Listen> history, Gender gender, AgeBand ageBand, Set<String> excluded, Predicate<String> filter) {

    /** Copies the collections. */
    public ContinuationRequest {
        history = List.copyOf(history);
        excluded = Set.copyOf(excluded);
    }

    /** Any track may come after this history. */
    public static ContinuationRequest after(List<Listen> history) {
        return new ContinuationRequest(history, Gender.UNKNOWN, AgeBand.UNKNOWN, Set.of(), trackId -> true);
    }

    /** Any track may come after these, of which no times are known. */
    public static ContinuationRequest afterTracks(List<String> trackIds) {
        return after(trackIds.stream().map(Listen::of).toList());
    }

    /** A copy that tells the profile. */
    public ContinuationRequest withProfile(Gender newGender, AgeBand newAgeBand) {
        return new ContinuationRequest(history, newGender, newAgeBand, excluded, filter);
    }

    /** A copy that excludes exactly these tracks. */
    public ContinuationRequest withExcluded(Collection<String> trackIds) {
        return new ContinuationRequest(history, gender, ageBand, Set.copyOf(trackIds), filter);
    }

    /** A copy with another filter. */
    public ContinuationRequest withFilter(Predicate<String> newFilter) {
        return new ContinuationRequest(history, gender, ageBand, excluded, newFilter);
    }
}

package io.reco.rerank.session;

import io.reco.rerank.Reranked;
import java.util.List;
import java.util.Optional;

/**
 * What came next in a session.
 *
 * @param state the session with these tracks
 * @param list the tracks as the rules made them, with trace and counts: for reasons, labels and impressions
 */
public record RadioStep(RadioState state, Reranked list) {
    /** The tracks of this step, in order. */
    public List<RadioTrack> tracks() {
        return state.tracks().subList(state.size() - list.size(), state.size());
    }

    /** Why there are fewer tracks than were asked for; empty when there are not. No tracks at all: the session is over. */
    public Optional<String> shortfall() {
        return list.shortfall();
    }
}

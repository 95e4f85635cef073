package io.reco.rerank.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a session is: whose it is, the tracks it has given and what became of them. Goes to another process as JSON
 * ({@link #toJson}), by raw ids, so the catalogue there may have grown meanwhile. Immutable and thread-safe.
 *
 * @param characterId raw id of the listener; empty for one without an id, and before the session has begun
 * @param tracks in the order of the session; no track twice, none begins before the one in front of it
 */
public record RadioState(String characterId, List<RadioTrack> tracks) {
    /** A session that has not begun. */
    public static final RadioState NEW = new RadioState("", List.of());

    /** Copies and checks the tracks. */
    public RadioState {
        tracks = List.copyOf(tracks);
        Set<String> ids = new HashSet<>();
        long before = 0;
        for (RadioTrack track : tracks) {
            if (!ids.add(track.trackId())) {
                throw new IllegalArgumentException("track '" + track.trackId() + "' is twice in the session");
            }
            if (track.startMillis() < before) {
                throw new IllegalArgumentException(
                        "track '" + track.trackId() + "' begins before the one in front of it");
            }
            before = track.startMillis();
        }
    }

    /**
     * The state after some events. A skip ends its track there and then, and the tracks that were to follow begin that much
     * earlier, up to the first pause: those after it were asked for later, whenever the skip becomes known. One that comes after
     * the track has ended, or for the second time, changes no times.
     *
     * @param events in the order they happened
     * @throws IllegalArgumentException if the session has not given a track of an event
     */
    public RadioState after(List<RadioEvent> events) {
        if (events.isEmpty()) {
            return this;
        }
        List<RadioTrack> changed = new ArrayList<>(tracks);
        for (RadioEvent event : events) {
            int p = position(event.trackId());
            RadioTrack track = changed.get(p);
            switch (event.kind()) {
                case SKIP -> {
                    RadioTrack skipped = track.skippedAt(event.timeMillis());
                    changed.set(p, skipped);
                    long saved = track.endMillis() - skipped.endMillis();
                    long end = track.endMillis();
                    for (int later = p + 1; later < changed.size(); later++) {
                        RadioTrack next = changed.get(later);
                        if (next.startMillis() > end) {
                            break; // after a pause: that is when it was asked for
                        }
                        end = next.endMillis();
                        changed.set(later, next.earlier(saved));
                    }
                }
                case LIKE -> changed.set(p, track.withLiked(true));
                case UNLIKE -> changed.set(p, track.withLiked(false));
                case REPLAY -> changed.set(p, track.replayed());
            }
        }
        return new RadioState(characterId, changed);
    }

    private int position(String trackId) {
        for (int p = 0; p < tracks.size(); p++) {
            if (tracks.get(p).trackId().equals(trackId)) {
                return p;
            }
        }
        throw new IllegalArgumentException(
                "track '" + trackId + "' is not one of the " + tracks.size() + " that the session has given");
    }

    /** Number of tracks given. */
    public int size() {
        return tracks.size();
    }

    /** When the last track ends, epoch milliseconds; 0 for a session that has not begun. */
    public long endMillis() {
        return tracks.isEmpty() ? 0 : tracks.get(tracks.size() - 1).endMillis();
    }

    /** The state of a listener's session with more tracks behind it. */
    RadioState plus(String listenerId, List<RadioTrack> more) {
        List<RadioTrack> all = new ArrayList<>(tracks);
        all.addAll(more);
        return new RadioState(listenerId, all);
    }

    /** The state as JSON with the number of its version. */
    public String toJson() {
        return RadioJson.write(this);
    }

    /**
     * The state of {@link #toJson}.
     *
     * @throws IllegalArgumentException if the text is of a newer version, or is not what {@link #toJson} writes; the message
     *     names the place
     */
    public static RadioState fromJson(String json) {
        return RadioJson.read(json);
    }
}

package io.reco.rerank.session;

/**
 * A track that a session has given, and what became of it.
 *
 * @param trackId raw id
 * @param startMillis when it begins: at the moment of the request, or when the track before it ends; epoch milliseconds
 * @param endMillis when it ends: by its length, or when it was skipped; not before it begins
 * @param discovery how new it was
 * @param skipped whether it was skipped
 * @param liked whether it is liked
 * @param replays how often it was heard again, 0 or above
 */
public record RadioTrack(
        String trackId,
        long startMillis,
        long endMillis,
        Discovery discovery,
        boolean skipped,
        boolean liked,
        int replays) {
    /** Checks the ranges. */
    public RadioTrack {
        if (startMillis < 0) {
            throw new IllegalArgumentException("startMillis " + startMillis + " is not 0 or above");
        }
        if (endMillis < startMillis) {
            throw new IllegalArgumentException("endMillis " + endMillis + " is before startMillis " + startMillis);
        }
        if (replays < 0) {
            throw new IllegalArgumentException("replays " + replays + " is not 0 or above");
        }
    }

    /** One that nothing was done with yet. */
    static RadioTrack planned(String trackId, long startMillis, long endMillis, Discovery discovery) {
        return new RadioTrack(trackId, startMillis, endMillis, discovery, false, false, 0);
    }

    /** What it tells of the listener's taste: above 0 for more like this. */
    int taste() {
        return (liked ? 1 : 0) + replays - (skipped ? 1 : 0);
    }

    RadioTrack earlier(long millis) {
        long start = Math.max(0, startMillis - millis);
        return new RadioTrack(trackId, start, Math.max(start, endMillis - millis), discovery, skipped, liked, replays);
    }

    RadioTrack skippedAt(long millis) {
        long end = Math.max(startMillis, Math.min(endMillis, millis));
        return new RadioTrack(trackId, startMillis, end, discovery, true, liked, replays);
    }

    RadioTrack withLiked(boolean newLiked) {
        return new RadioTrack(trackId, startMillis, endMillis, discovery, skipped, newLiked, replays);
    }

    RadioTrack replayed() {
        return new RadioTrack(trackId, startMillis, endMillis, discovery, skipped, liked, replays + 1);
    }
}

package io.reco.core.data;

/**
 * Everything known about a service at one moment. The parts share their indices: {@code EventLog} rows are characters of
 * {@code profiles}, tracks are those of {@code catalog}. Immutable and thread-safe.
 *
 * @param name what to call it in reports
 * @param catalog tracks, artists, albums, genres, tags
 * @param profiles characters
 * @param events what the characters did
 * @param playlists playlists
 */
public record Dataset(String name, Catalog catalog, Profiles profiles, EventLog events, Playlists playlists) {
    /** Checks that the parts share their indices. */
    public Dataset {
        if (events.characterCount() != profiles.size()) {
            throw new IllegalArgumentException(
                    "the log has rows for " + events.characterCount() + " characters, the profiles " + profiles.size());
        }
        if (events.maxTrack() >= catalog.trackCount()) {
            throw new IllegalArgumentException(
                    "the log has track " + events.maxTrack() + ", the catalogue " + catalog.trackCount() + " tracks");
        }
    }

    /** A copy with other events of the same characters and tracks. */
    public Dataset withEvents(EventLog newEvents) {
        return new Dataset(name, catalog, profiles, newEvents, playlists);
    }

    /** A copy with other playlists. */
    public Dataset withPlaylists(Playlists newPlaylists) {
        return new Dataset(name, catalog, profiles, events, newPlaylists);
    }

    /** Collects a data set. */
    public static DatasetBuilder builder(String name) {
        return new DatasetBuilder(name);
    }
}

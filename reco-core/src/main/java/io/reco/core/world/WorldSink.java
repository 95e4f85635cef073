package io.reco.core.world;

import io.reco.core.data.Album;
import io.reco.core.data.Artist;
import io.reco.core.data.Playlist;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;

/**
 * Receives a whole world one thing at a time: genres, artists, albums and tracks in the order of their indices; then each
 * character, its events and its playlists.
 */
public interface WorldSink extends EventSink {
    /** A genre. */
    void genre(String id, String name);

    /** An artist. */
    void artist(Artist artist);

    /** An album. */
    void album(Album album);

    /** A track. */
    void track(Track track);

    /** A character. */
    void character(Profile profile);

    /** A playlist of the character that was given last. */
    void playlist(Playlist playlist);
}

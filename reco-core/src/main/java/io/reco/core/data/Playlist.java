package io.reco.core.data;

import java.util.List;

/**
 * A playlist with its raw ids: the form in which it comes in and is shown. Inside, playlists live in the columns of
 * {@link Playlists}.
 *
 * @param id raw id
 * @param title shown title; empty when not told
 * @param ownerId raw id of the character that owns it; empty when not told
 * @param tags free tags
 * @param tracks raw ids of its tracks in order; a track may stand in it more than once
 * @param updatedMillis epoch milliseconds of the last change, or -1 when not told
 * @param followers number of followers, or -1 when not told
 */
public record Playlist(
        String id,
        String title,
        String ownerId,
        List<String> tags,
        List<String> tracks,
        long updatedMillis,
        int followers) {
    /** Checks the ranges and copies the lists. */
    public Playlist {
        if (updatedMillis < -1) {
            throw new IllegalArgumentException("updatedMillis " + updatedMillis + " is not -1 (not told) or above");
        }
        if (followers < -1) {
            throw new IllegalArgumentException("followers " + followers + " is not -1 (not told) or above");
        }
        tags = List.copyOf(tags);
        tracks = List.copyOf(tracks);
    }

    /** A playlist of which only the tracks are told. */
    public static Playlist of(String id, List<String> tracks) {
        return new Playlist(id, "", "", List.of(), tracks, -1, -1);
    }
}

package io.reco.core.data;

import java.util.List;

/**
 * An album.
 *
 * @param id raw id
 * @param title shown title; empty when not told
 * @param artistIds its artists in order
 * @param released release date
 */
public record Album(String id, String title, List<String> artistIds, ReleaseDate released) {
    /** Copies the list. */
    public Album {
        artistIds = List.copyOf(artistIds);
    }
}

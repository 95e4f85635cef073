package io.reco.examples.model;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;

/** What to call things in tables: names where the data has them, ids where it has not. */
public final class Names {
    private final Catalog catalog;

    /** Names of this catalogue. */
    public Names(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@code Title - Artist}, as far as known. */
    public String track(int t) {
        String title = catalog.title(t).isEmpty() ? catalog.tracks().id(t) : catalog.title(t);
        int a = catalog.mainArtist(t);
        if (a == IdMap.ABSENT || artist(a).equals(title)) {
            return title;
        }
        return title + " - " + artist(a);
    }

    /** The same, by raw id. */
    public String track(String trackId) {
        int t = catalog.tracks().indexOf(trackId);
        return t == IdMap.ABSENT ? trackId : track(t);
    }

    /** Raw id of a track. */
    public String id(int t) {
        return catalog.tracks().id(t);
    }

    /** The title of a track without its artist, by raw id; the id where there is none. */
    public String title(String trackId) {
        int t = catalog.tracks().indexOf(trackId);
        return t == IdMap.ABSENT || catalog.title(t).isEmpty() ? trackId : catalog.title(t);
    }

    /** The name of an artist, or its id. */
    public String artist(int a) {
        return catalog.artistName(a).isEmpty() ? catalog.artists().id(a) : catalog.artistName(a);
    }

    /** The same, by raw id. */
    public String artist(String artistId) {
        int a = catalog.artists().indexOf(artistId);
        return a == IdMap.ABSENT ? artistId : artist(a);
    }

    /** The genres of a track, the first three. */
    public String genres(int t) {
        StringBuilder out = new StringBuilder();
        for (int j = 0; j < Math.min(3, catalog.trackGenres().length(t)); j++) {
            out.append(j == 0 ? "" : ", ")
                    .append(catalog.genreName(catalog.trackGenres().get(t, j)));
        }
        return out.toString();
    }
}

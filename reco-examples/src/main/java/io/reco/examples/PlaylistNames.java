package io.reco.examples;

import io.reco.core.data.Playlists;
import io.reco.examples.model.Names;
import java.util.ArrayList;
import java.util.List;

/** Playlists in words: the title, if there is one, and the first tracks. */
final class PlaylistNames {
    private static final int TRACKS = 2;

    private final Playlists playlists;
    private final Names names;

    PlaylistNames(Playlists playlists, Names names) {
        this.playlists = playlists;
        this.names = names;
    }

    String of(String playlistId) {
        int p = playlists.ids().indexOf(playlistId);
        int length = playlists.tracks().length(p);
        List<String> first = new ArrayList<>();
        for (int j = 0; j < Math.min(TRACKS, length); j++) {
            first.add(names.title(names.id(playlists.tracks().get(p, j))));
        }
        String title = playlists.title(p).isEmpty() ? "" : playlists.title(p) + ": ";
        return title + String.join("; ", first) + (length > TRACKS ? "; ... (" + length + " tracks)" : "");
    }
}

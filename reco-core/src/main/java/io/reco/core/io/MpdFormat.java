package io.reco.core.io;

import io.reco.core.data.Album;
import io.reco.core.data.Artist;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Playlist;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Spotify's Million Playlist Dataset: JSON slices, in the order of their numbers. Ids are the URIs as they are; a track, its
 * artist and album are taken from the first playlist that holds it. Tracks go by {@code pos}. Edits, counts and
 * {@code collaborative} are not kept. See {@link JsonFile} for what a bad playlist or a broken slice costs.
 */
final class MpdFormat implements DatasetFormat {
    @Override
    public String name() {
        return "mpd";
    }

    @Override
    public String description() {
        return "Spotify Million Playlist Dataset: a slice or a directory of mpd.slice.*.json";
    }

    @Override
    public List<Role> roles() {
        return List.of(new Role("slices", true, true, "mpd.slice.*.json", Pattern.compile("mpd\\.slice\\..+\\.json")));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            for (Source source : sources.all("slices")) {
                JsonFile.readArrayIn(session, source, "playlists", (key, value) -> take(session.dataset(), value));
            }
        });
    }

    private record Entry(long pos, Track track, String artistName, String albumTitle) {}

    private static void take(DatasetBuilder dataset, JsonRecord playlist) throws BadRecord {
        playlist.requireObject();
        String id = playlist.id("pid");
        if (dataset.playlistTold(id)) {
            throw BadRecord.ofField(RejectReason.DUPLICATE_ID, "pid", id, "playlist");
        }
        long seconds = playlist.integer("modified_at", Long.MIN_VALUE, Long.MAX_VALUE / 1000, -1);
        long updated = playlist.has("modified_at")
                ? JsonRecord.requireTime("modified_at", Long.toString(seconds), Math.max(-1, seconds) * 1000)
                : -1;
        int followers = (int) playlist.integer("num_followers", 0, Integer.MAX_VALUE, -1);
        String title = playlist.text("name");
        List<Entry> entries = new ArrayList<>();
        for (JsonRecord one : playlist.records("tracks")) {
            entries.add(entry(one, entries.size()));
        }
        entries.sort(Comparator.comparingLong(Entry::pos));
        entries.forEach(entry -> tell(dataset.catalog(), entry));
        List<String> tracks = entries.stream().map(entry -> entry.track().id()).toList();
        dataset.addPlaylist(new Playlist(id, title, "", List.of(), tracks, updated, followers));
    }

    private static Entry entry(JsonRecord one, int place) throws BadRecord {
        Track.Builder track = Track.builder(one.id("track_uri"))
                .title(one.text("track_name"))
                .album(one.text("album_uri"))
                .durationMillis((int) one.integer("duration_ms", 0, Integer.MAX_VALUE - 1, -1));
        if (one.has("artist_uri")) {
            track.artist(one.id("artist_uri"));
        }
        return new Entry(
                one.integer("pos", 0, Integer.MAX_VALUE, place),
                track.build(),
                one.text("artist_name"),
                one.text("album_name"));
    }

    private static void tell(CatalogBuilder catalog, Entry entry) {
        Track track = entry.track();
        if (catalog.trackTold(track.id())) {
            return;
        }
        List<String> artists =
                track.credits().stream().map(credit -> credit.artistId()).toList();
        for (String artist : artists) {
            if (!catalog.artistTold(artist)) {
                catalog.addArtist(new Artist(artist, entry.artistName()));
            }
        }
        if (!track.albumId().isEmpty() && !catalog.albumTold(track.albumId())) {
            catalog.addAlbum(new Album(track.albumId(), entry.albumTitle(), artists, ReleaseDate.UNKNOWN));
        }
        catalog.addTrack(track);
    }
}

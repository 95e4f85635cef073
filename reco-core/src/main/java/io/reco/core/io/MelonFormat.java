package io.reco.core.io;

import io.reco.core.data.Album;
import io.reco.core.data.Artist;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Playlist;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;

/**
 * Melon playlists of Kakao Arena: {@code train.json} (and {@code val.json}, {@code test.json}, whose playlists follow in this
 * order), {@code song_meta.json}, {@code genre_gn_all.json}.
 *
 * <p>Songs have {@code id} or {@code _id}; genres are {@code song_gn_gnr_basket}, detail genres
 * ({@code song_gn_dtl_gnr_basket}) become tags. {@code issue_date} is {@code yyyymmdd} with 00 for what is not known.
 * {@code updt_date} is Korean time (UTC+9).
 */
final class MelonFormat implements DatasetFormat {
    private static final long KOREA_MILLIS = 9 * 3_600_000L;

    @Override
    public String name() {
        return "melon";
    }

    @Override
    public String description() {
        return "Kakao Arena Melon playlists (train.json, val.json, test.json, song_meta.json, genre_gn_all.json)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.required("train", "train.json"),
                Role.optional("val", "val.json"),
                Role.optional("test", "test.json"),
                Role.optional("song_meta", "song_meta.json"),
                Role.optional("genres", "genre_gn_all.json"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            DatasetBuilder dataset = session.dataset();
            for (Source source : sources.all("genres")) {
                JsonFile.readMembers(session, source, (code, name) -> takeGenre(dataset.catalog(), code, name));
            }
            for (Source source : sources.all("song_meta")) {
                JsonFile.readArray(session, source, (key, song) -> takeSong(dataset.catalog(), song));
            }
            for (String role : List.of("train", "val", "test")) {
                for (Source source : sources.all(role)) {
                    JsonFile.readArray(session, source, (key, playlist) -> takePlaylist(dataset, playlist));
                }
            }
        });
    }

    private static void takeGenre(CatalogBuilder catalog, String code, JsonRecord name) throws BadRecord {
        if (code.isEmpty()) {
            throw BadRecord.of(RejectReason.EMPTY_ID, "a genre");
        }
        catalog.nameGenre(code, JsonRecord.id(name.node(), code));
    }

    private static void takeSong(CatalogBuilder catalog, JsonRecord song) throws BadRecord {
        song.requireObject();
        String idField = song.has("id") ? "id" : "_id";
        String id = song.id(idField);
        if (catalog.trackTold(id)) {
            throw BadRecord.ofField(RejectReason.DUPLICATE_ID, idField, id, "song");
        }
        List<String> artists = song.texts("artist_id_basket");
        List<String> names = song.texts("artist_name_basket");
        if (!names.isEmpty() && names.size() != artists.size()) {
            throw BadRecord.ofField(
                    RejectReason.COLUMN_COUNT,
                    "artist_name_basket",
                    names.toString(),
                    names.size() + " names for " + artists.size() + " artists");
        }
        ReleaseDate released = issueDate(song.text("issue_date"));
        String album = song.text("album_id");
        String albumTitle = song.text("album_name");
        Track.Builder track = Track.builder(id)
                .title(song.text("song_name"))
                .album(album)
                .genres(song.texts("song_gn_gnr_basket"))
                .tags(song.texts("song_gn_dtl_gnr_basket"))
                .released(released);
        for (int j = 0; j < artists.size(); j++) {
            String artist = artists.get(j);
            track.artist(artist);
            if (!names.isEmpty() && !catalog.artistTold(artist)) {
                catalog.addArtist(new Artist(artist, names.get(j)));
            }
        }
        if (!album.isEmpty() && !catalog.albumTold(album)) {
            catalog.addAlbum(new Album(album, albumTitle, artists, released));
        }
        catalog.addTrack(track.build());
    }

    private static ReleaseDate issueDate(String text) throws BadRecord {
        if (text.isEmpty()) {
            return ReleaseDate.UNKNOWN;
        }
        if (!text.matches("[0-9]{1,8}")) {
            throw BadRecord.ofField(RejectReason.BAD_TIME, "issue_date", text, "yyyymmdd is wanted");
        }
        try {
            return ReleaseDate.ofNumber(Integer.parseInt(text));
        } catch (IllegalArgumentException e) {
            throw BadRecord.ofField(RejectReason.BAD_TIME, "issue_date", text, "yyyymmdd is wanted, 00 for not known");
        }
    }

    private static void takePlaylist(DatasetBuilder dataset, JsonRecord playlist) throws BadRecord {
        playlist.requireObject();
        String id = playlist.id("id");
        if (dataset.playlistTold(id)) {
            throw BadRecord.ofField(RejectReason.DUPLICATE_ID, "id", id, "playlist");
        }
        long updated = -1;
        String date = playlist.text("updt_date");
        if (!date.isEmpty()) {
            try {
                updated = TimeUnitFormat.parseIso(date) - KOREA_MILLIS;
            } catch (DateTimeException e) {
                throw BadRecord.ofField(RejectReason.BAD_TIME, "updt_date", date, "like 2013-12-19 18:36:19.000");
            }
            JsonRecord.requireTime("updt_date", date, updated);
        }
        dataset.addPlaylist(new Playlist(
                id, playlist.text("plylst_title"), "", playlist.texts("tags"), playlist.texts("songs"), updated, (int)
                        playlist.integer("like_cnt", 0, Integer.MAX_VALUE, -1)));
    }
}

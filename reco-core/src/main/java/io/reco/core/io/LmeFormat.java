package io.reco.core.io;

import io.reco.core.data.Artist;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Playlist;
import io.reco.core.data.Track;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Radio playlists of the LME papers (yes_small, yes_big, yes_complete).
 *
 * <p>The first two lines of {@code train.txt} are metadata: the ids that songs have elsewhere (not kept) and how often they
 * occur; their length is the number of songs, and song numbers must be below it. Every other line is one playlist in
 * order; its id is its number, from 0, which a line that is rejected keeps. Tracks go by their number. The artist is known by name only, which is its id.
 * {@code \/} in titles is a slash. Tags and genres come from {@code tags.txt}, see {@link TagCounts}; line n there is song
 * n, so an empty line is a fault ({@code #} says "no tags").
 */
final class LmeFormat implements DatasetFormat {
    private static final int METADATA_LINES = 2;

    @Override
    public String name() {
        return "lme";
    }

    @Override
    public String description() {
        return "LME radio playlists (yes_small_train.txt, ..._song_hash.txt, ..._tags.txt, ..._tag_hash.txt)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.withStem("train", true, "train.txt"),
                Role.withStem("song_hash", false, "song_hash.txt"),
                Role.withStem("tags", false, "tags.txt"),
                Role.withStem("tag_hash", false, "tag_hash.txt"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            Map<Long, String> tagNames = new HashMap<>();
            TagCounts tags = new TagCounts();
            for (Source source : sources.all("tag_hash")) {
                readTagNames(session, source, tagNames);
            }
            for (Source source : sources.all("tags")) {
                readTags(session, source, tagNames, tags);
            }
            tags.finish();
            for (Source source : sources.all("song_hash")) {
                readSongs(session, source, tags);
            }
            addSongsWithoutTitle(session.dataset(), tags);
            readPlaylists(session, sources.required("train"));
        });
    }

    private static void readTagNames(ReadSession session, Source source, Map<Long, String> names) throws IOException {
        TextTable.utf8(Splitter.NONE, "number, name").read(session, source, row -> {
            String line = row.text(0);
            int comma = line.indexOf(", ");
            if (comma < 0) {
                throw row.bad(RejectReason.COLUMN_COUNT, 0, "a line is 'number, name'");
            }
            String number = line.substring(0, comma);
            String name = line.substring(comma + 2);
            if (number.isEmpty()) {
                throw row.bad(RejectReason.EMPTY_ID, 0, "");
            }
            if (!number.matches("[0-9]{1,9}")) {
                throw row.bad(RejectReason.NOT_A_NUMBER, 0, "a line is 'number, name'");
            }
            if (name.isEmpty()) {
                throw row.bad(RejectReason.MISSING_VALUE, 0, "a tag has a name");
            }
            if (names.putIfAbsent(Long.parseLong(number), name) != null) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "tag");
            }
            return true;
        });
    }

    private static void readTags(ReadSession session, Source source, Map<Long, String> names, TagCounts tags)
            throws IOException {
        Set<Long> nameless = new HashSet<>();
        new TextTable(StandardCharsets.UTF_8, Splitter.BLANKS, List.of("tag"), true).read(session, source, row -> {
            row.require(1, Integer.MAX_VALUE);
            if (row.count() == 1 && row.text(0).equals("#")) {
                return true;
            }
            long[] numbers = new long[row.count()];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = row.integer(j, 0, Integer.MAX_VALUE);
            }
            for (long number : numbers) {
                if (!names.containsKey(number)) {
                    nameless.add(number);
                }
                tags.add(Long.toString(row.line() - 1), names.getOrDefault(number, Long.toString(number)));
            }
            return true;
        });
        if (!nameless.isEmpty()) {
            session.note(nameless.size() + " tags have no name in 'tag_hash' and go by their number");
        }
    }

    private static void readSongs(ReadSession session, Source source, TagCounts tags) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.utf8(Splitter.TAB, "number", "title", "artist").read(session, source, row -> {
            row.require(3);
            row.requireId(0);
            String id = Long.toString(row.integer(0, 0, Integer.MAX_VALUE));
            if (dataset.catalog().trackTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "song");
            }
            String artist = unescaped(row.text(2));
            Track.Builder track = Track.builder(id).title(unescaped(row.text(1)));
            if (!artist.isEmpty()) {
                track.artist(artist);
                if (!dataset.catalog().artistTold(artist)) {
                    dataset.catalog().addArtist(new Artist(artist, artist));
                }
            }
            dataset.catalog()
                    .addTrack(track.genres(tags.genres(id)).tags(tags.tags(id)).build());
            return true;
        });
    }

    private static String unescaped(String text) {
        return text.replace("\\/", "/");
    }

    private static void addSongsWithoutTitle(DatasetBuilder dataset, TagCounts tags) {
        tags.tracks().stream()
                .filter(id -> !dataset.catalog().trackTold(id))
                .forEach(id -> dataset.catalog()
                        .addTrack(Track.builder(id)
                                .genres(tags.genres(id))
                                .tags(tags.tags(id))
                                .build()));
    }

    private static void readPlaylists(ReadSession session, Source source) throws IOException {
        DatasetBuilder dataset = session.dataset();
        int[] metadata = new int[2];
        TextTable.utf8(Splitter.BLANKS, "song").read(session, source, row -> {
            if (row.ordinal() < METADATA_LINES) {
                metadata[(int) row.ordinal()] = row.count();
                if (row.ordinal() == 1 && metadata[0] > 0 && metadata[0] != metadata[1]) {
                    throw BadRecord.of(
                            RejectReason.COLUMN_COUNT,
                            metadata[0] + " ids on the first line, " + metadata[1] + " counts on the second");
                }
                return false;
            }
            int songs = metadata[0] > 0 ? metadata[0] : metadata[1];
            if (songs == 0) {
                throw BadRecord.of(RejectReason.MISSING_HEADER, "both lines of metadata were rejected");
            }
            String[] tracks = new String[row.count()];
            for (int j = 0; j < tracks.length; j++) {
                tracks[j] = Long.toString(row.integer(j, 0, songs - 1L));
            }
            dataset.addPlaylist(Playlist.of(Long.toString(row.ordinal() - METADATA_LINES), List.of(tracks)));
            return true;
        });
    }
}

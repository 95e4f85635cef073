package io.reco.core.io;

import io.reco.core.data.Artist;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * HetRec 2011 Last.fm: how often each user played each artist, with tags.
 *
 * <p>There are no tracks: an artist is read as a track of the same id, titled with its name and credited to it. A pair of
 * user and artist is one untimed listen whose value is the play count; the order of the file (most played first) is kept.
 * Tags and genres come from the tag assignments, see {@link TagCounts}; their dates are checked to be numbers and not
 * kept. Friends are not read. The header of a file may be missing, as it is in some copies.
 */
final class HetrecLastfmFormat implements DatasetFormat {
    private static final Set<String> HEADS = Set.of("id", "userID", "tagID", "artistID");

    @Override
    public String name() {
        return "hetrec-lastfm";
    }

    @Override
    public String description() {
        return "HetRec 2011 Last.fm: play counts and tags of artists (user_artists.dat, artists.dat, ...)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.required("user_artists", "user_artists.dat"),
                Role.optional("artists", "artists.dat"),
                Role.optional("tags", "tags.dat"),
                Role.optional("user_taggedartists", "user_taggedartists.dat"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            Map<String, String> tagNames = new HashMap<>();
            TagCounts tags = new TagCounts();
            for (Source source : sources.all("tags")) {
                readTagNames(session, source, tagNames);
            }
            for (Source source : sources.all("user_taggedartists")) {
                readTaggings(session, source, tagNames, tags);
            }
            tags.finish();
            for (Source source : sources.all("artists")) {
                readArtists(session, source, tags);
            }
            addArtistsWithoutName(session.dataset(), tags);
            readPlays(session, sources.required("user_artists"));
        });
    }

    private static boolean isHeader(Row row) {
        if (!row.first()) {
            return false;
        }
        String head = row.text(0);
        return HEADS.contains(head.startsWith("//") ? head.substring(2) : head);
    }

    private static void readTagNames(ReadSession session, Source source, Map<String, String> names) throws IOException {
        TextTable.latin1(Splitter.TAB, "tagID", "tagValue").read(session, source, row -> {
            row.require(2);
            if (isHeader(row)) {
                return false;
            }
            String id = row.id(0);
            if (row.isEmpty(1)) {
                throw row.bad(RejectReason.MISSING_VALUE, 1, "");
            }
            if (names.putIfAbsent(id, row.text(1)) != null) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "tag");
            }
            return true;
        });
    }

    private static void readTaggings(ReadSession session, Source source, Map<String, String> names, TagCounts tags)
            throws IOException {
        Set<String> nameless = new HashSet<>();
        TextTable.utf8(Splitter.TAB, "userID", "artistID", "tagID", "day", "month", "year")
                .read(session, source, row -> {
                    row.require(6);
                    if (isHeader(row)) {
                        return false;
                    }
                    row.requireId(0);
                    String artist = row.id(1);
                    String tag = row.id(2);
                    row.integer(3, 1, 31);
                    row.integer(4, 1, 12);
                    row.integer(5, 0, 9999);
                    if (!names.containsKey(tag)) {
                        nameless.add(tag);
                    }
                    tags.add(artist, names.getOrDefault(tag, tag));
                    return true;
                });
        if (!nameless.isEmpty()) {
            session.note(nameless.size() + " tags have no name in 'tags' and go by their id");
        }
    }

    private static void readArtists(ReadSession session, Source source, TagCounts tags) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.utf8(Splitter.TAB, "id", "name", "url", "pictureURL").read(session, source, row -> {
            row.require(2, 4);
            if (isHeader(row)) {
                return false;
            }
            String id = row.id(0);
            if (dataset.catalog().trackTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "artist");
            }
            add(dataset, id, row.text(1), tags);
            return true;
        });
    }

    /** Artists that are tagged but not named are told by their tags. */
    private static void addArtistsWithoutName(DatasetBuilder dataset, TagCounts tags) {
        tags.tracks().stream().filter(id -> !dataset.catalog().trackTold(id)).forEach(id -> add(dataset, id, "", tags));
    }

    private static void add(DatasetBuilder dataset, String id, String name, TagCounts tags) {
        dataset.catalog().addArtist(new Artist(id, name));
        dataset.catalog()
                .addTrack(Track.builder(id)
                        .title(name)
                        .artist(id)
                        .genres(tags.genres(id))
                        .tags(tags.tags(id))
                        .build());
    }

    private static void readPlays(ReadSession session, Source source) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.utf8(Splitter.TAB, "userID", "artistID", "weight").read(session, source, row -> {
            row.require(3);
            if (isHeader(row)) {
                return false;
            }
            String user = row.id(0);
            String artist = row.id(1);
            int plays = (int) row.integer(2, 0, Integer.MAX_VALUE);
            session.addEvent(
                    dataset.character(user),
                    dataset.catalog().track(artist),
                    EventLog.NO_TIME,
                    EventType.LISTEN,
                    -1,
                    (float) plays,
                    Origin.UNKNOWN);
            return true;
        });
    }
}

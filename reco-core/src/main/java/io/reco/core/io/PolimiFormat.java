package io.reco.core.io;

import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Playlist;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Playlists of the PoliMi recommender systems challenge 2018. In {@code playlists_tracks.txt} tracks are sorted by id, their
 * order is not known; the playlists that are also in {@code sequential_playlists.txt} take their order (and tracks) from
 * there and get the tag {@value #ORDERED}. Target playlists of the challenge get the tag {@value #TARGET}. Edits are not
 * kept.
 */
final class PolimiFormat implements DatasetFormat {
    static final String ORDERED = "order-known";
    static final String TARGET = "target";
    private static final int MAX_SECONDS = 2_000_000;

    @Override
    public String name() {
        return "polimi-2018";
    }

    @Override
    public String description() {
        return "PoliMi challenge 2018 playlists (playlists_tracks.txt, tracks.csv, sequential_playlists.txt, ...)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                Role.required("playlists_tracks", "playlists_tracks.txt"),
                Role.optional("tracks", "tracks.csv"),
                Role.optional("sequential_playlists", "sequential_playlists.txt"),
                Role.optional("playlists", "playlists.csv"),
                Role.optional("target_playlists", "target_playlists.csv"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            Map<String, Integer> followers = new LinkedHashMap<>();
            Set<String> targets = new LinkedHashSet<>();
            Map<String, List<String>> ordered = new LinkedHashMap<>();
            for (Source source : sources.all("tracks")) {
                readTracks(session, source);
            }
            for (Source source : sources.all("playlists")) {
                readFollowers(session, source, followers);
            }
            for (Source source : sources.all("target_playlists")) {
                readTargets(session, source, targets);
            }
            for (Source source : sources.all("sequential_playlists")) {
                readOrdered(session, source, ordered);
            }
            readPlaylists(session, sources.required("playlists_tracks"), followers, targets, ordered);
        });
    }

    private static void readTracks(ReadSession session, Source source) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.utf8(Splitter.CSV)
                .read(session, source, new HeaderRows("track_id", "album_id", "artist_id", "duration_sec") {
                    @Override
                    void record(Row row) throws BadRecord {
                        String id = row.id(at("track_id"));
                        String album = row.id(at("album_id"));
                        String artist = row.id(at("artist_id"));
                        int seconds = (int) row.integer(at("duration_sec"), -1, MAX_SECONDS);
                        if (dataset.catalog().trackTold(id)) {
                            throw row.bad(RejectReason.DUPLICATE_ID, at("track_id"), "track");
                        }
                        dataset.catalog()
                                .addTrack(Track.builder(id)
                                        .album(album)
                                        .artist(artist)
                                        .durationMillis(seconds < 0 ? -1 : seconds * 1000)
                                        .build());
                    }
                });
    }

    private static void readFollowers(ReadSession session, Source source, Map<String, Integer> followers)
            throws IOException {
        TextTable.utf8(Splitter.CSV).read(session, source, new HeaderRows("playlist_id", "num_edits", "num_followers") {
            @Override
            void record(Row row) throws BadRecord {
                String id = row.id(at("playlist_id"));
                row.integer(at("num_edits"), 0, Integer.MAX_VALUE);
                int n = (int) row.integer(at("num_followers"), 0, Integer.MAX_VALUE);
                if (followers.putIfAbsent(id, n) != null) {
                    throw row.bad(RejectReason.DUPLICATE_ID, at("playlist_id"), "playlist");
                }
            }
        });
    }

    private static void readTargets(ReadSession session, Source source, Set<String> targets) throws IOException {
        TextTable.utf8(Splitter.CSV).read(session, source, new HeaderRows("playlist_id") {
            @Override
            void record(Row row) throws BadRecord {
                if (!targets.add(row.id(at("playlist_id")))) {
                    throw row.bad(RejectReason.DUPLICATE_ID, at("playlist_id"), "playlist");
                }
            }
        });
    }

    private static void readOrdered(ReadSession session, Source source, Map<String, List<String>> ordered)
            throws IOException {
        TextTable.utf8(Splitter.BLANKS, "playlist").read(session, source, row -> {
            row.require(2, Integer.MAX_VALUE);
            if (ordered.putIfAbsent(row.id(0), tracks(row)) != null) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "playlist");
            }
            return true;
        });
    }

    private static void readPlaylists(
            ReadSession session,
            Source source,
            Map<String, Integer> followers,
            Set<String> targets,
            Map<String, List<String>> ordered)
            throws IOException {
        DatasetBuilder dataset = session.dataset();
        int[] differ = new int[1];
        TextTable.utf8(Splitter.BLANKS, "playlist").read(session, source, row -> {
            row.require(2, Integer.MAX_VALUE);
            String id = row.id(0);
            if (dataset.playlistTold(id)) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "playlist");
            }
            List<String> tracks = tracks(row);
            List<String> inOrder = ordered.get(id);
            if (inOrder != null && !sorted(inOrder).equals(sorted(tracks))) {
                differ[0]++;
            }
            add(dataset, id, inOrder == null ? tracks : inOrder, inOrder != null, followers, targets);
            return true;
        });
        int alone = 0;
        for (Map.Entry<String, List<String>> entry : ordered.entrySet()) {
            if (!dataset.playlistTold(entry.getKey())) {
                add(dataset, entry.getKey(), entry.getValue(), true, followers, targets);
                alone++;
            }
        }
        if (differ[0] > 0) {
            session.note(differ[0] + " playlists have other tracks in sequential_playlists; those were taken");
        }
        if (alone > 0) {
            session.note(alone + " playlists are only in sequential_playlists");
        }
        noteWithoutTracks(session, "playlists", followers.keySet());
        noteWithoutTracks(session, "target_playlists", targets);
    }

    /** A playlist without tracks is none; what else is told of it has nowhere to go. */
    private static void noteWithoutTracks(ReadSession session, String role, Set<String> ids) {
        List<String> lost =
                ids.stream().filter(id -> !session.dataset().playlistTold(id)).toList();
        if (!lost.isEmpty()) {
            session.note(lost.size() + " playlists of " + role + " have no tracks and are left out, the first is '"
                    + BadRecord.shortened(lost.get(0)) + "'");
        }
    }

    private static List<String> tracks(Row row) {
        return row.texts().subList(1, row.count());
    }

    private static List<String> sorted(List<String> ids) {
        List<String> copy = new ArrayList<>(ids);
        copy.sort(null);
        return copy;
    }

    private static void add(
            DatasetBuilder dataset,
            String id,
            List<String> tracks,
            boolean inOrder,
            Map<String, Integer> followers,
            Set<String> targets) {
        List<String> tags = new ArrayList<>();
        if (inOrder) {
            tags.add(ORDERED);
        }
        if (targets.contains(id)) {
            tags.add(TARGET);
        }
        dataset.addPlaylist(new Playlist(id, "", "", tags, tracks, -1, followers.getOrDefault(id, -1)));
    }
}

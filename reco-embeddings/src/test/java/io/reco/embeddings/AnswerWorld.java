package io.reco.embeddings;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Block;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlist;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up service for contract tests: 80 tracks of four tastes (track i is of taste {@code i % 4}), of which every tenth has no
 * vector, 16 artists, 24 playlists, 40 characters. Ids are not in the order of indices.
 */
final class AnswerWorld {
    static final int TASTES = 4;
    static final int TRACKS = 80;
    static final int ARTISTS = 16;

    private AnswerWorld() {}

    static String track(int i) {
        return "t" + (997 * (i + 1)) % 1000;
    }

    static String artist(int i) {
        return "a" + (37 * (i + 1)) % 100;
    }

    static String playlist(int i) {
        return "p" + (37 * (i + 1)) % 100;
    }

    static String character(int i) {
        return "c" + (37 * (i + 1)) % 100;
    }

    /** Profile of character i; of the taste {@code i % 4}. */
    static Profile profile(int i) {
        return new Profile(
                character(i),
                "",
                i % 2 == 0 ? Gender.F : Gender.M,
                i % 4 < 2 ? AgeBand.FROM_18 : AgeBand.FROM_35,
                "",
                List.of(artist(i % 4)),
                List.of("g" + i % 4),
                List.of(),
                List.<Block>of(),
                true,
                false);
    }

    static Track track(int i, Random random) {
        Track.Builder track = Track.builder(track(i))
                .artist(artist(i % ARTISTS))
                .album("b" + i / 8)
                .genres(List.of("g" + i % TASTES))
                .tags(List.of("tag" + random.nextInt(6)));
        return (i % 5 == 0 ? track.credit(artist((i + 4) % ARTISTS), CreditRole.FEATURED) : track).build();
    }

    static Dataset dataset() {
        Random random = new Random(5);
        DatasetBuilder builder = Dataset.builder("answers");
        for (int i = 0; i < TRACKS; i++) {
            builder.catalog().addTrack(track(i, random));
        }
        for (int i = 0; i < 40; i++) {
            builder.addCharacter(profile(i));
        }
        for (int i = 0; i < 24; i++) {
            List<String> tracks = new ArrayList<>();
            for (int j = 0; j < 6; j++) {
                tracks.add(track(pick(i % TASTES, random)));
            }
            builder.addPlaylist(new Playlist(
                    playlist(i),
                    "Taste " + i % TASTES + (i % 3 == 0 ? " Night" : " Day"),
                    character(i),
                    List.of("mood" + i % TASTES),
                    tracks,
                    -1,
                    i));
        }
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 15; j++) {
                // Three sessions of five.
                long time = 1_600_000_000_000L + (j / 5) * 86_400_000L + j * 200_000L;
                builder.addListen(character(i), track(pick(i % TASTES, random)), time);
            }
        }
        return builder.build();
    }

    private static int pick(int taste, Random random) {
        int i = random.nextInt(TRACKS / TASTES);
        return random.nextInt(6) == 0 ? random.nextInt(TRACKS) : i * TASTES + taste;
    }

    /** Vectors of dimension 7: one direction for each taste, and noise. */
    static TrackVectors vectors(IdMap tracks) {
        Random random = new Random(6);
        List<float[]> rows = new ArrayList<>();
        List<Integer> trackOfRow = new ArrayList<>();
        for (int i = TRACKS - 1; i >= 0; i--) {
            if (i % 10 == 9) {
                continue;
            }
            float[] row = new float[7];
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) (0.35 * random.nextGaussian()) + (d == i % TASTES ? 1 : 0) + 0.2f;
            }
            rows.add(row);
            trackOfRow.add(tracks.indexOf(track(i)));
        }
        int[] support = trackOfRow.stream().mapToInt(t -> 10 + 3 * t).toArray();
        return new TrackVectors(
                tracks,
                trackOfRow.stream().mapToInt(Integer::intValue).toArray(),
                support,
                FloatMatrix.copyOf(rows.toArray(new float[0][]), 7));
    }
}

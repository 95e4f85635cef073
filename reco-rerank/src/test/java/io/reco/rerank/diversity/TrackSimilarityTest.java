package io.reco.rerank.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every similarity keeps to. */
class TrackSimilarityTest {
    private static final int TRACKS = 23;

    static Stream<Arguments> similarities() {
        Stream<Arguments> cosines = Stream.of(1, 3, 4, 65).flatMap(dimension -> {
            Random random = new Random(dimension);
            double[] doubles = random.doubles(TRACKS * dimension, -1, 1).toArray();
            Arrays.fill(doubles, 5 * dimension, 6 * dimension, 0);
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return Stream.of(
                    Arguments.of("floats " + dimension, TrackSimilarity.cosine(floats, dimension)),
                    Arguments.of("doubles " + dimension, TrackSimilarity.cosine(doubles, dimension)));
        });
        TrackSimilarity byPair = (t, u) -> 1.0 / (1 + Math.abs(t - u));
        return Stream.concat(cosines, Stream.of(Arguments.of("by pair", byPair)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("similarities")
    void amongSomeTracksItIsThatOfPairs(String name, TrackSimilarity similarity) {
        int[] tracks = {7, 0, 22, 5, 7, 13, 1};
        TrackSimilarity.Among among = similarity.among(tracks);
        double[] row = new double[tracks.length];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < tracks.length; i++) {
                Arrays.fill(row, Double.NaN);
                among.of(i, row);
                for (int j = 0; j < tracks.length; j++) {
                    assertThat(row[j])
                            .as("%d and %d", tracks[i], tracks[j])
                            .isCloseTo(similarity.similarity(tracks[i], tracks[j]), within(1e-14));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("similarities")
    void itIsSymmetricAndATrackIsLikeItself(String name, TrackSimilarity similarity) {
        for (int t = 0; t < TRACKS; t++) {
            for (int u = 0; u < TRACKS; u++) {
                assertThat(similarity.similarity(t, u)).isEqualTo(similarity.similarity(u, t));
            }
            boolean zero = t == 5 && !name.equals("by pair");
            assertThat(similarity.similarity(t, t)).isCloseTo(zero ? 0 : 1, within(1e-14));
        }
    }

    /** A catalogue may have grown since the vectors were made; a track without one is like no other. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("similarities")
    void aTrackWithoutARowIsLikeNone(String name, TrackSimilarity similarity) {
        if (name.equals("by pair")) {
            return;
        }
        assertThat(similarity.similarity(TRACKS, 3)).isZero();
        assertThat(similarity.similarity(3, Integer.MAX_VALUE)).isZero();
        assertThat(similarity.similarity(TRACKS, TRACKS)).isZero();
        double[] row = new double[3];
        TrackSimilarity.Among among = similarity.among(new int[] {3, TRACKS + 5, 4});
        among.of(0, row);
        assertThat(row[0]).isCloseTo(1, within(1e-14));
        assertThat(row[1]).isZero();
        among.of(1, row);
        assertThat(row).containsOnly(0);
    }
}

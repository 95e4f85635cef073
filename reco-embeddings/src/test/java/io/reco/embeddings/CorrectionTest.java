package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.FloatMatrix;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Terms by hand: hub lies between north and east, which do not look at each other; far looks at hub. */
class CorrectionTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final double H = Math.sqrt(0.5);

    private static TrackVectors vectors(int... support) {
        return new TrackVectors(
                IdMap.of(List.of("north", "east", "hub")),
                new int[] {0, 1, 2},
                support,
                FloatMatrix.copyOf(new float[][] {{0, 1}, {1, 0}, {1, 1}}, 2));
    }

    private static double score(Correction correction, String from, String to, int... support) {
        SimilarTracks similar = SimilarTracks.of(
                vectors(support), SimilarTrackOptions.DEFAULT.withCorrection(correction), UnknownIdPolicy.FAIL, 2);
        return similar.similar(from, 10).items().stream()
                .filter(item -> item.id().equals(to))
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void popularityIsTheShareOfTheLogOfTheLargestSupport() {
        Correction correction = Correction.NONE.withPopularity(0.5);
        assertThat(score(correction, "hub", "north", 99, 9, 0)).isCloseTo(H + 0.5, CLOSE);
        assertThat(score(correction, "hub", "east", 99, 9, 0))
                .as("log 10 is half of log 100")
                .isCloseTo(H + 0.25, CLOSE);
        assertThat(score(Correction.NONE.withPopularity(-0.5), "hub", "east", 99, 9, 0))
                .isCloseTo(H - 0.25, CLOSE);
    }

    @Test
    void cslsTakesTheMeanCosineWithTheNearestOff() {
        // The nearest of north and of east is hub, that of hub is either; with two, north has (H + 0) / 2 and hub H.
        Correction one = new Correction(0, Correction.Hubs.CSLS, 0.5, 1);
        assertThat(score(one, "north", "hub", 1, 1, 1)).isCloseTo(H - 0.5 * H, CLOSE);
        Correction two = new Correction(0, Correction.Hubs.CSLS, 0.5, 2);
        assertThat(score(two, "north", "hub", 1, 1, 1)).isCloseTo(H - 0.5 * H, CLOSE);
        assertThat(score(two, "north", "east", 1, 1, 1)).isCloseTo(0 - 0.5 * H / 2, CLOSE);
    }

    @Test
    void inDegreeCountsTheListsOneIsIn() {
        // With one neighbour hub is in two lists, east (before north by id) in that of hub, north in none.
        Correction correction = new Correction(0, Correction.Hubs.IN_DEGREE, 0.3, 1);
        assertThat(score(correction, "north", "hub", 1, 1, 1)).isCloseTo(H - 0.3, CLOSE);
        assertThat(score(correction, "hub", "east", 1, 1, 1)).isCloseTo(H - 0.3 * Math.log(2) / Math.log(3), CLOSE);
        assertThat(score(correction, "hub", "north", 1, 1, 1)).isCloseTo(H, CLOSE);
    }

    @Test
    void aTermTurnsTheOrderRound() {
        SimilarTracks plain = SimilarTracks.of(vectors(1, 1, 1), UnknownIdPolicy.FAIL);
        assertThat(plain.similar("hub", 2).ids()).as("tied").containsExactly("east", "north");
        SimilarTracks corrected = SimilarTracks.of(
                vectors(1, 1, 1),
                SimilarTrackOptions.DEFAULT.withCorrection(new Correction(0, Correction.Hubs.IN_DEGREE, 0.3, 1)),
                UnknownIdPolicy.FAIL,
                1);
        assertThat(corrected.similar("hub", 2).ids()).containsExactly("north", "east");
    }

    @Test
    void rangesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correction.inDegree(-1))
                .withMessage("hubWeight -1.0 is not a finite number of 0 or above");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correction.NONE.withPopularity(Double.NaN))
                .withMessage("popularity NaN is not finite");
    }
}
